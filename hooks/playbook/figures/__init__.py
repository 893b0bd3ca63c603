"""Figures as text: amounts, numbers, days and periods, read and written."""
