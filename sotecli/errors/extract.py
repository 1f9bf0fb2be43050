"""Extracts of units and the county's report over them; the exit code is that of each mistake's family."""

from sotecli.errors.file import DamagedError, NewerSchemaError, NoFileError, NotSoteFileError
from sotecli.errors.refused import AlreadyThereError, RefusedError
from sotecli.errors.usage import UsageError
from sotecli.i18n import N_


class ExtractEndingError(UsageError):
    """An extract under a name that nobody reads."""

    message = N_("{path} does not end in .parquet, so it would not be read as an extract.")
    hint = N_("Give the file a name such as custody-1-2026-06.parquet.")


class NoUnitCodeError(UsageError):
    """An extract of a unit that has no code."""

    message = N_("The unit has no code yet, and the county would not know whose extract it is.")
    hint = N_("Agree on a code with the county and set it: sote setting set unit.code CODE.")


class NoEngineError(UsageError):
    """Spark is installed and does not start."""

    message = N_("Spark does not start here: it needs Java 17, or a server that SPARK_REMOTE names.")
    hint = N_("Without --engine spark the figures are counted in the program itself, and are the same.")


class NoExtractsError(NoFileError):
    """A folder without extracts, or none at all."""

    message = N_("There is no extract in {path}.")
    hint = N_("Each unit makes one: sote report extract --level internal --output FILE.parquet.")


class NoExtractFolderError(NoFileError):
    """A folder that is not there."""

    message = N_("There is no folder {path}.")
    hint = N_("Check the path: it is the folder in which the units' extracts are.")


class FileForFolderError(UsageError):
    """One file in the place of the folder."""

    message = N_("{path} is a file.")
    hint = N_("Give the folder in which the extracts are.")


class ExtractThereError(AlreadyThereError):
    """A file in the place of an extract."""

    hint = N_("Choose another name, such as custody-1-2026-11.parquet.")


class NotAnExtractError(NotSoteFileError):
    """A Parquet file of something else, or something that is no Parquet file."""

    message = N_("{path} is not an extract of sote.")
    hint = N_("Take it out of the folder; every .parquet file in it is read.")


class BrokenExtractError(DamagedError):
    """An extract that is not as it was written."""

    message = N_("{path} is damaged, or was changed after it was made.")
    hint = N_("Ask the unit for the extract again.")


class HugeExtractError(BrokenExtractError):
    """An extract that would fill the memory."""

    message = N_("{path} is larger than an extract can be: it has more than {highest} requests, or {megabytes} MB.")


class NewerExtractError(NewerSchemaError):
    """An extract of another version of the format."""

    message = N_("{path} was written by another version of sote (extract {version}).")
    hint = N_("Use the same version everywhere: update sote, here or in the unit, and make the extract again.")


class InternalOnlyError(RefusedError):
    """An extract that was not asked for as internal."""

    rule = "extract-internal"
    message = N_("An extract has a row for each person, so it is internal.")
    hint = N_("If it goes to nobody but your own county's evaluation, add --level internal.")


class SameUnitError(RefusedError):
    """Two extracts of one unit: everybody would be counted twice."""

    rule = "one-extract-a-unit"
    message = N_("{path} and {other} are both of the unit {unit}, so its people would be counted twice.")
    hint = N_("Leave only the newer one in the folder. If they are two units, one of them needs another unit.code.")


class OtherDefinitionsError(RefusedError):
    """An extract that counts by other definitions than this program."""

    rule = "same-definitions"
    message = N_("{path} counts by the definitions {definitions}, this version of sote by {ours}.")
    hint = N_("Make the extract again with this version of sote.")


class OtherCalendarError(RefusedError):
    """Units that count working days differently."""

    rule = "same-calendar"
    message = N_("{path} counts working days by {calendar}, {other} by {others}.")
    hint = N_("Combine units of one calendar at a time.")


class TrainingExtractError(RefusedError):
    """Invented people beside real ones."""

    rule = "training-apart"
    message = N_("{path} is of a training file, {other} is not.")
    hint = N_("Take the invented people out of the folder.")


class ThresholdOfUnitError(RefusedError):
    """A threshold below the one that a unit has for its own people."""

    rule = "threshold-of-a-unit"
    message = N_("The unit of {path} shows no fewer than {known} persons, so {threshold} would show what it hides.")
    hint = N_("Add --threshold {known}, or a higher one.")


class ExtractTooShortError(RefusedError):
    """A period that an extract does not reach to the end of."""

    rule = "extract-covers-period"
    message = N_("{path} does not reach to {end}: it was made on {made}.")
    hint = N_("Ask the unit for a newer extract, or give an earlier month with --to.")
