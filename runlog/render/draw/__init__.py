"""Charts as SVG, one file per chart, drawn in points at the size at which they are printed."""
