"""`sote service add`, `check`, `end`, `list`, `show` and `find`."""

import json

from tests.conftest import Desk


def test_try(inside: Desk) -> None:
    """Try."""
    ran = inside("service", "add", "food-help", "--name", "Ruoka-apu Äimä", "--topic", "benefits", "--place", "tampere", "--hours", "ma-pe 9-16, la 10-14", "--language", "fi", "--cost", "free", "--json")
    print(ran)
    print(inside("service", "show", "food-help"))
    print(inside("service", "list"))
    print(inside("service", "find", "äimä", "--open", "now"))
    print(inside("service", "find", "aima", "--json"))
    print(inside("service", "add", "food-help", "--input", "-", stdin=json.dumps({"name":"x","phone":"03 565 6000","email":"apu@example.fi"})))
    print(inside("service", "add", "food-help", "--replace", "--input", "-", stdin=json.dumps({"name":"x","phone":"03 565 6000","email":"apu@example.fi"})))
    print(inside("service", "export", "--output", str(inside.path.parent/"x.json")))
    print((inside.path.parent/"x.json").read_text())
    print(inside("service", "import", str(inside.path.parent/"x.json")))
    print(inside("service", "import", str(inside.path.parent/"x.json"), "--json"))
    print(inside("service", "end", "food-help"))
    print(inside("service", "check", "food-help2"))
    assert 0
