"""Characters that no text may hold."""

import re

# What YAML takes for a line break though no editor shows one, what reverses the reading direction,
# what nobody sees (it parts words from those who search for them), and what is no character at all.
FORBIDDEN = re.compile(
    "[\u0085\u2028\u2029\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\U000e0000-\U000e007f]|\r(?!\n)"
)
