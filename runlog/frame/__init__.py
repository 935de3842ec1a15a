"""The column tables of runlog and the frames that conform to them."""
