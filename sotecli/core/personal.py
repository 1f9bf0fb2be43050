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
    """Whether the text could be a phone number, an e-mail address or a personal identity code."""
    text = normalize("NFKC", text)
    if "@" in text or re.search(IDENTITY_CODE, re.sub(DASHES, "-", text)):
        return True
    if re.search(LETTERS, text) or re.fullmatch(DATE_SHAPED, text.strip()):
        return False
    squeezed = re.sub(r"[^+\d]", "", text)
    digits = len(squeezed.removeprefix("+"))
    return bool(re.fullmatch(PHONE, squeezed)) and LEAST_DIGITS <= digits <= MOST_DIGITS
