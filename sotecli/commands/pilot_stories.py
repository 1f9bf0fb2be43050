"""The invented pilot of `sote demo`: nobody in it exists.

A story is how one request came in and what was done: the arrival, the wished channel, one letter a contact attempt
(`n` no answer, `m` message sent, `r` reached, `g` reached and guided, `d` declined, `x` details do not work), and the
outcome, if it is closed. Attempts are made from the first working day on, one a working day.
"""

from datetime import date

from sotecli.core.codes import Channel, Gave, Outcome, Result

CLOCK = "2026-06-18T09:00:00+03:00"
FIRST_DAY = date(2026, 4, 7)
UNIT = "Harjoitusyksikkö"
WORKERS = ("anna", "bo")
PASSPHRASE = "harjoitus ei ole totta"  # noqa: S105 (the invented passphrase of an invented file)
RESULTS = {
    "n": (Result.NO_ANSWER, ()),
    "m": (Result.MESSAGE_SENT, ()),
    "r": (Result.REACHED, (Gave.DISCUSSION, Gave.SUPPORT)),
    "g": (Result.REACHED, (Gave.DISCUSSION, Gave.GUIDANCE)),
    "d": (Result.DECLINED, ()),
    "x": (Result.INVALID_CONTACT, ()),
}
CLOSED = (
    (Channel.CALL, "g", Outcome.GUIDED),
    (Channel.CALL, "nr", Outcome.SUPPORTED),
    (Channel.SMS, "mg", Outcome.GUIDED),
    (Channel.CALL, "nnnn", Outcome.NOT_REACHED),
    (Channel.EMAIL, "mr", Outcome.SUPPORTED),
    (Channel.CALL, "rg", Outcome.BECAME_CLIENT),
    (Channel.SMS, "mm", Outcome.NOT_REACHED),
    (Channel.CALL, "d", Outcome.DECLINED),
)
LATE = 4
"""The working day on which those who were not reached were first tried: too late."""
ROUNDS = 6
"""How often the closed stories are told, two days apart."""
OPEN = (
    ("2026-06-10T05:30:00+03:00", Channel.CALL, "n"),
    ("2026-06-12T23:15:00+03:00", Channel.SMS, ""),
    ("2026-06-15T07:10:00+03:00", Channel.CALL, "nr"),
    ("2026-06-16T04:50:00+03:00", Channel.EMAIL, "m"),
    ("2026-06-17T03:40:00+03:00", Channel.CALL, ""),
    ("2026-06-17T21:40:00+03:00", Channel.CALL, ""),
)
CONTACTS = {Channel.CALL: "+358401234567", Channel.SMS: "+358401234567", Channel.EMAIL: "nimeton@example.org"}
