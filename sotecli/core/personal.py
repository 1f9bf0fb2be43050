"""What looks as if it identified a person, and therefore must not be an argument (contract 1)."""

import re

SEPARATORS = re.compile(r"[\s()\-\u2010-\u2013]")
PHONE = re.compile(r"[+0]\d*")
IDENTITY_CODE = re.compile(r"(?<!\d)\d{6}[-+ABCDEFUVWXY]\d{3}[0-9A-Y](?![0-9A-Z])", re.IGNORECASE)
LEAST_DIGITS, MOST_DIGITS = 7, 15


def looks_personal(text: str) -> bool:
    """Whether the text could be a phone number, an e-mail address or a personal identity code."""
    if "@" in text or IDENTITY_CODE.search(text):
        return True
    squeezed = SEPARATORS.sub("", text)
    digits = len(squeezed.removeprefix("+"))
    return bool(PHONE.fullmatch(squeezed)) and LEAST_DIGITS <= digits <= MOST_DIGITS
