"""Fingerprints: what an approval covers and what a translation translates."""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

_FINGERPRINT = re.compile(r"v1:(?:[0-9a-f]{12}|pending)")


def is_fingerprint(text: str) -> bool:
    """Whether a text is one, or stands for one that is still to come: ``v1:pending``."""
    return _FINGERPRINT.fullmatch(text) is not None


def fingerprint(values: Iterable[Any]) -> str:
    """``v1:`` and twelve hexadecimal digits of the values, in their order.

    White space does not count: a text wrapped anew is the same text.
    """
    texts = [" ".join(str(value).split()) for value in values]
    content = json.dumps(texts, ensure_ascii=False).encode()
    return f"v1:{hashlib.sha256(content).hexdigest()[:12]}"
