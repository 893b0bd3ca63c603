"""One file for each generator that writes what surrounds our pages. None holds a rule of ours."""
