"""Rule files and gazetteers load, or say everything that is wrong with them at once."""

import pytest

from kg import resources, rulebook
from kg.errors import RuleError
from kg.rulebook import gazetteer, marked, rules

GOOD = '[[verb]]\nid = "enact"\nregex = "制定"\nfinds = ["[制定]条例"]\nskips = ["制度"]\n'


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A function that writes a file under a data folder of the test's own."""
    monkeypatch.setattr(resources, "data", lambda *parts: tmp_path.joinpath(*parts))
    rules.cache_clear()
    gazetteer.cache_clear()
    (tmp_path / "rules").mkdir()
    (tmp_path / "gazetteer").mkdir()

    def write(name, content):
        (tmp_path / name).write_text(content, "utf-8")

    yield write
    rules.cache_clear()
    gazetteer.cache_clear()


def test_tables_come_by_name_in_file_order(data):
    data("rules/own.toml", GOOD + GOOD.replace("enact", "amend") + GOOD.replace("verb", "frame").replace("enact", "x"))
    made = rules("own")
    assert [rule["id"] for rule in made["verb"]] == ["enact", "amend"]
    assert [rule["id"] for rule in made["frame"]] == ["x"]


def test_all_faults_stand_in_one_message(data):
    data(
        "rules/own.toml",
        GOOD
        + GOOD
        + '[[verb]]\nfinds = ["[甲]"]\nskips = ["乙"]\n[[verb]]\nid = "open"\nregex = "(制定"\nfinds = []\n',
    )
    with pytest.raises(RuleError) as caught:
        rules("own")
    message = str(caught.value)
    assert "\n" not in message
    for fault in (
        "own.toml",
        "enact: id used twice",
        "[[verb]] no. 3: no id",
        "open: no finds",
        "open: no skips",
        "open: regex",
    ):
        assert fault in message


@pytest.mark.parametrize("lacking", ["finds", "skips"])
def test_no_rule_loads_without_examples(data, lacking):
    data("rules/own.toml", "\n".join(line for line in GOOD.splitlines() if not line.startswith(lacking)))
    with pytest.raises(RuleError, match=f"enact: no {lacking}"):
        rules("own")


def test_a_file_that_is_no_toml_is_named(data):
    data("rules/own.toml", "[[verb]\n")
    with pytest.raises(RuleError, match=r"own\.toml"):
        rules("own")


def test_rows_of_a_gazetteer_by_column(data):
    data("gazetteer/own.tsv", "# source: invented; year: 2024\nname\tshort\tyear\n云岭市\t云岭\t2024\n甲县\t\t2024\n")
    assert [dict(row) for row in gazetteer("own")] == [
        {"name": "云岭市", "short": "云岭", "year": "2024"},
        {"name": "甲县", "short": "", "year": "2024"},
    ]


def test_quotation_marks_are_signs_like_others(data):
    data("gazetteer/own.tsv", 'name\tshort\n"一府两院"\t两院\n')
    assert gazetteer("own")[0]["name"] == '"一府两院"'


def test_rows_of_another_width_are_all_named(data):
    data("gazetteer/own.tsv", "name\tshort\n云岭市\n甲县\t甲\n乙县\t乙\t丙\n")
    with pytest.raises(RuleError) as caught:
        gazetteer("own")
    assert "云岭市" in str(caught.value)
    assert "乙县" in str(caught.value)
    assert "甲县" not in str(caught.value)


@pytest.mark.parametrize(
    ("example", "text", "spans"),
    [
        ("修改了《[甲条例]》", "修改了《甲条例》", ((4, 7),)),
        ("[甲]、[乙]", "甲、乙", ((0, 1), (2, 3))),
        ("无标记", "无标记", ()),
        ("", "", ()),
    ],
)
def test_marks_of_an_example(example, text, spans):
    assert marked(example) == (text, spans)


def test_the_projects_own_files_load():
    folder = resources.data("rules")
    for path in sorted(folder.glob("*.toml")):
        assert rulebook.rules(path.stem)
