"""The report's page in a real browser: a quiet console, no network, its charts, and two sheets of paper."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sotecli.core.codes import Level
from sotecli.i18n import LANGUAGES, speaking
from sotecli.render.report_html import page
from tests.publishables import a_publishable, all_visits, goals

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--no-pdf-header-footer", "--enable-logging=stderr"]
OWN = ("google.com", "googleapis.com", "gvt1.com", "chromium.org")
"""Where the browser itself calls, whatever the page is."""
pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium here: the page is looked at in a real browser or not")


def browse(address: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Open a page without a window, in a profile of its own."""
    words = [BROWSER, *QUIET, f"--user-data-dir={folder / 'profile'}", *options, address]
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=True)


def console(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the page said on the console."""
    return [line for line in done.stderr.splitlines() if ":CONSOLE:" in line]


@contextmanager
def only_way_out(html: str) -> Iterator[tuple[str, list[str]]]:
    """A proxy through which everything goes: it serves the page as http://report.invalid/ and notes each call."""
    called: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            ours = self.path == "http://report.invalid/"
            self.send_response(200 if ours else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode() if ours else b"")

        def do_CONNECT(self) -> None:
            called.append(f"https://{self.path}")
            self.send_error(502)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}", called
        server.shutdown()


def calls_of(html: str, folder: Path) -> set[str]:
    """What a page calls beside itself, through a proxy that nothing passes by."""
    with only_way_out(html) as (proxy, called):
        done = browse("http://report.invalid/", folder, f"--proxy-server=http://{proxy}", "--dump-dom")
    assert "http://report.invalid/" in called, done.stderr
    others = {address for address in called if address != "http://report.invalid/"}
    return {address for address in others if not re.sub(r"^\w+://|[:/].*", "", address).endswith(OWN)}


PAGES = {"pilot": a_publishable(Level.INTERNAL, cutoff="15:00"), "visits": all_visits(), "goals": goals()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_quiet_and_prints_on_two_sheets(tmp_path: Path, name: str, language: str) -> None:
    """In each language, with every figure there can be, the console is empty and the paper has two pages."""
    found, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    with speaking(language):
        found.write_text(page(PAGES[name]), encoding="utf-8")
    done = browse(found.as_uri(), tmp_path, f"--print-to-pdf={paper}")
    assert console(done) == []
    assert len(re.findall(rb"/Type /Page\b", paper.read_bytes())) == 2


def test_a_page_that_breaks_its_own_rule_is_heard(tmp_path: Path) -> None:
    """The console is really listened to: a page whose style is not the allowed one complains there."""
    found = tmp_path / "report.html"
    found.write_text(page(a_publishable()).replace("<style>", "<style>p{}"), encoding="utf-8")
    assert console(browse(found.as_uri(), tmp_path, "--dump-dom"))


def test_the_page_calls_nobody(tmp_path: Path) -> None:
    """Nothing is loaded from anywhere; a page with a picture from elsewhere is noticed."""
    quiet = page(a_publishable(unit='<img src="http://elsewhere.invalid/a.png">'))
    assert calls_of(quiet, tmp_path) <= {"http://report.invalid/favicon.ico"}
    loud = '<img src="http://elsewhere.invalid/a.png">'
    assert "http://elsewhere.invalid/a.png" in calls_of(loud, tmp_path)


def test_the_charts_are_there(tmp_path: Path) -> None:
    """The browser draws four charts with a bar for each group that has somebody."""
    found = tmp_path / "report.html"
    shown = a_publishable()
    found.write_text(page(shown), encoding="utf-8")
    drawn = browse(found.as_uri(), tmp_path, "--dump-dom").stdout
    bars = sum(bool(row.count) for table in shown.report.tables for row in table.rows)
    assert (drawn.count("<svg"), drawn.count("<rect")) == (4, bars)
