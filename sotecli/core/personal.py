"""What looks as if it identified a person, and therefore must not be an argument (contract 1)."""

import re

# Patterns are compiled when they are needed: the morning list needs none of them.
SEPARATORS = r"[\s()\-\u2010-\u2013]"
PHONE = r"[+0]\d*"
IDENTITY_CODE = r"(?i)(?<!\d)\d{6}[-+A-FU-Y]\d{3}[0-9A-Y](?![0-9A-Z])"
LEAST_DIGITS, MOST_DIGITS = 7, 15


def looks_personal(text: str) -> bool:
    """Whether the text could be a phone number, an e-mail address or a personal identity code."""
    if "@" in text or re.search(IDENTITY_CODE, text):
        return True
    squeezed = re.sub(SEPARATORS, "", text)
    digits = len(squeezed.removeprefix("+"))
    return bool(re.fullmatch(PHONE, squeezed)) and LEAST_DIGITS <= digits <= MOST_DIGITS
