"""The ledger of releases: what was published when, with the true values behind it. Nothing in it ever changes."""

import json

from sotecli.core.act import Act
from sotecli.core.cells import read, written
from sotecli.core.moment import to_text
from sotecli.core.releases import Days, Release, are_of_same
from sotecli.storage import log
from sotecli.storage.database import Database, Row, stored_day

ADD = """
INSERT INTO releases (series, from_on, to_on, threshold, frozen_on, sums, sha256, worker, confirmed, at, names, shares)
VALUES (:series, :from_on, :to_on, :threshold, :frozen_on, :sums, :sha256, :worker, :confirmed, :at, :names, :shares)
"""


def listing(database: Database, series: str) -> list[Release]:
    """The releases of a report over its model, the oldest first: of its series, and of those by other definitions."""
    report = " ".join([*series.split()[:2], ""])
    rows = database.rows(
        "SELECT * FROM releases WHERE series BETWEEN :report AND :report || '~' ORDER BY id", report=report
    )
    return [database.value(lambda row: _release(database, row), row) for row in rows]


def beside(database: Database, series: str, shares: str) -> list[Days]:
    """When other series were released that tell something of the same."""
    rows = database.rows(
        "SELECT * FROM releases WHERE shares = :shares AND series <> :series", shares=shares, series=series
    )
    return [
        Days(stored_day(row["from_on"]), stored_day(row["to_on"]), stored_day(row["frozen_on"]))
        for row in rows
        if are_of_same(series, row["series"])
    ]


def _release(database: Database, row: Row) -> Release:
    cells = database.rows(
        "SELECT cell, actual, shown FROM release_cells WHERE release = :id ORDER BY cell", id=row["id"]
    )
    figures = database.rows("SELECT figure, published FROM release_figures WHERE release = :id", id=row["id"])
    return Release(
        start=stored_day(row["from_on"]),
        end=stored_day(row["to_on"]),
        threshold=row["threshold"],
        frozen=stored_day(row["frozen_on"]),
        values={cell["cell"]: cell["actual"] for cell in cells},
        shown=frozenset(cell["cell"] for cell in cells if cell["shown"]),
        sums=tuple(read(line) for line in json.loads(row["sums"])),
        figures={figure["figure"]: figure["published"] for figure in figures},
        names=json.loads(row["names"]),
        shares=row["shares"],
        series=row["series"],
    )


def add(database: Database, series: str, release: Release, act: Act, said: tuple[str, str]) -> None:
    """Enter a release, with its event and log entry; `said` are the file's hash and who confirmed it."""
    sha256, confirmed = said
    with database.transaction(keep=not act.dry_run):
        database.write(
            ADD,
            series=series,
            from_on=release.start.isoformat(),
            to_on=release.end.isoformat(),
            threshold=release.threshold,
            frozen_on=release.frozen.isoformat(),
            sums=json.dumps(written(release.sums)),
            sha256=sha256,
            worker=act.worker,
            confirmed=confirmed,
            at=to_text(act.at),
            names=json.dumps(release.names),
            shares=release.shares,
        )
        _keep_values(database, release)
        log.event(database, act, f"release {series}", {"sha256": sha256, "confirmed": confirmed})
        log.entry(database, act, [])


def _keep_values(database: Database, release: Release) -> None:
    (row,) = database.rows("SELECT max(id) AS id FROM releases")
    for cell, actual in release.values.items():
        database.write(
            "INSERT INTO release_cells (release, cell, actual, shown) VALUES (:id, :cell, :actual, :shown)",
            id=row["id"],
            cell=cell,
            actual=actual,
            shown=int(cell in release.shown),
        )
    for figure, published in release.figures.items():
        database.write(
            "INSERT INTO release_figures (release, figure, published) VALUES (:id, :figure, :published)",
            id=row["id"],
            figure=figure,
            published=published,
        )
