"""Where the parts of a drawing stand. Templates draw: shares of the width in per cent, heights in rem.

A drawing so made is as wide as its page, and its text as large as the page's, on a phone too. A tree
is as wide as it must be: all of it is in rem.
"""
