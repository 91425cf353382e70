"""Measurements: each is a ratio of two things run side by side on the same machine."""
