"""What a log shows about load, rhythm, habits and the course of pain."""
