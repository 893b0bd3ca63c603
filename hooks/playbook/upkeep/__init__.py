"""What goes out of date: days, reviews, what an approval or a translation covers."""
