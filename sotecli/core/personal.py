"""What looks as if it identified a person, and therefore must not be an argument (contract 1)."""

import re
from unicodedata import normalize

# Patterns are compiled when they are needed: the morning list needs none of them.
LETTERS = r"[^\W\d_]"
DASHES = r"[\u2010-\u2015\u2212]"
PHONE = r"[+0]\d*"
IDENTITY_CODE = r"(?i)(?<!\d)\d{6}[-+A-FU-Y]\d{3}[0-9A-Y](?![0-9A-Z])"
DATE_SHAPED = r"\d{1,2}\.\d{1,2}\.(\d{1,5})?( +\d{1,2}[.:]\d{2})?"
LEAST_DIGITS, MOST_DIGITS = 7, 15


def looks_personal(text: str) -> bool:
    """Whether the text, or what stands behind an =, could be a phone number, an e-mail address or an identity code."""
    text = normalize("NFKC", text)
    return _identifies(text) or any(map(_is_number, text.split("=")))


def _identifies(text: str) -> bool:
    """Whether an address or an identity code stands anywhere in it."""
    return "@" in text or bool(re.search(IDENTITY_CODE, re.sub(DASHES, "-", text)))


def _is_number(text: str) -> bool:
    """Whether it is a phone number as a whole."""
    if re.search(LETTERS, text) or re.fullmatch(DATE_SHAPED, text.strip()):
        return False
    squeezed = re.sub(r"[^+\d]", "", text)
    digits = len(squeezed.removeprefix("+"))
    return bool(re.fullmatch(PHONE, squeezed)) and LEAST_DIGITS <= digits <= MOST_DIGITS
