"""Scripts of the repository; nothing here ships in the wheel."""
