"""The gazetteers are well kept: normalised, sorted, sourced, each name once, each code under its parent."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg.rulebook import gazetteer

FOLDER = Path(__file__).parent.parent / "data" / "gazetteer"

#: the columns of each file
COLUMNS = {
    "bodies": "name short cls level partof source year",
    "departments": "name suffixes full cls partof source year",
    "divisions": "code name short abbr former level parent source year",
    "documents": "name short cls body year source",
    "laws": "name short cls year source",
    "meetings": "name short cls body ordinal session source year",
    "party-rules": "name short cls year source",
    "persons": "name title body years source year",
    "programs": "name short cls kind source year",
    "publications": "name short cls body source year",
    "regions": "name short cls source year",
    "state-regulations": "name short cls year source",
    "universities": "name short place source year",
}
#: cells that no row may leave empty, where a file has such a column
FILLED = {"code", "name", "cls", "level", "kind", "suffixes", "full", "place", "source"}
#: files in which some rows have no year: a programme or a document series that never got one
YEARLESS = {"programs", "documents"}

CLASSES = {
    "bodies": {"PeoplesCongress", "StandingCommittee", "Committee", "PartyBody", "GovernmentBody", "JudicialBody"}
    | {"Organization"},
    "departments": {"Committee", "PartyBody", "GovernmentBody", "JudicialBody", "Organization"},
    "documents": {"Document"},
    "laws": {"Law"},
    "meetings": {"Meeting"},
    "party-rules": {"NormativeDocument"},
    "programs": {"Program"},
    "publications": {"Publication"},
    "regions": {"Place"},
    "state-regulations": {"Law"},
}
LEVELS = {"province": r"\d\d0000", "prefecture": r"\d{4}00", "county": r"\d{6}"}
#: the columns that tell two rows of one name apart
KEY = {"divisions": ("name", "parent"), "departments": ("name", "cls", "partof"), "persons": ("name", "title", "body")}

Row = Mapping[str, str]


def lines(file: str) -> list[str]:
    return (FOLDER / f"{file}.tsv").read_text("utf-8").split("\n")


def names(row: Row) -> Iterator[str]:
    """Every full name and short of a row, with those in the column of former names."""
    for column in ("name", "short", "former"):
        yield from filter(None, row.get(column, "").split("|"))


def divisions() -> dict[str, Row]:
    return {row["code"]: row for row in gazetteer("divisions")}


def test_every_file_has_its_columns_told():
    assert {path.stem for path in FOLDER.glob("*.tsv")} == set(COLUMNS)


@pytest.mark.parametrize("file", COLUMNS)
def test_header_comments_and_end_of_file(file):
    comments = [line for line in lines(file) if line.startswith("#")]
    rest = [line for line in lines(file) if not line.startswith("#")]
    assert rest[0].split("\t") == COLUMNS[file].split()
    assert lines(file)[: len(comments)] == comments, "comments stand on top"
    assert any("source:" in line for line in comments)
    assert any(re.search(r"\byear:|\b(?:19|20)\d\d\b", line) for line in comments)
    assert rest[-1] == "", "the file ends with a line end"
    assert "" not in rest[:-1], "no empty lines"


@pytest.mark.parametrize("file", COLUMNS)
def test_text_is_normalised_and_clean(file):
    text = (FOLDER / f"{file}.tsv").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search('[\r"\u200b\ufeff\u3000]| {2}', text)
    cells = [cell for row in gazetteer(file) for cell in row.values()]
    assert [cell for cell in cells if cell != cell.strip()] == []
    assert [cell for cell in cells if "||" in cell or cell.startswith("|") or cell.endswith("|")] == []


@pytest.mark.parametrize("file", COLUMNS)
def test_rows_are_sorted_and_distinct(file):
    rows = [tuple(row.values()) for row in gazetteer(file)]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize("file", COLUMNS)
def test_required_cells_are_filled(file):
    required = [column for column in COLUMNS[file].split() if column in FILLED]
    assert [row for row in gazetteer(file) if not all(row[column] for column in required)] == []
    year = r"1[89]\d\d|20\d\d|" if file in YEARLESS else r"1[89]\d\d|20\d\d"
    assert [row for row in gazetteer(file) if not re.fullmatch(year, row["year"])] == []


@pytest.mark.parametrize("file", CLASSES)
def test_classes_are_those_of_the_file(file):
    assert {row["cls"] for row in gazetteer(file)} <= CLASSES[file]


@pytest.mark.parametrize("file", COLUMNS)
def test_no_name_twice_within_a_file(file):
    keys = Counter(tuple(row[column] for column in KEY.get(file, ("name",))) for row in gazetteer(file))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("file", sorted(set(COLUMNS) - {"divisions", "departments", "persons"}))
def test_a_name_stands_for_one_row(file):
    """A short that two rows claim would resolve to whichever comes first."""
    claims = defaultdict(set)
    for number, row in enumerate(gazetteer(file)):
        for name in names(row):
            claims[name].add(number)
    assert {name: rows for name, rows in claims.items() if len(rows) > 1} == {}


def test_a_name_stands_for_one_row_across_files():
    claims = defaultdict(set)
    for file in sorted(set(COLUMNS) - {"departments"}):
        for row in gazetteer(file):
            for name in names(row):
                claims[name].add(file)
    assert {name: sorted(files) for name, files in claims.items() if len(files) > 1} == {}


@pytest.mark.parametrize("file", COLUMNS)
def test_shorts_repeat_neither_the_name_nor_themselves(file):
    wrong = [row["name"] for row in gazetteer(file) if len(set(names(row))) != len(list(names(row)))]
    assert wrong == []


# ---- divisions ------------------------------------------------------------------------------------------------------


def test_codes_are_of_their_level_and_distinct():
    rows = gazetteer("divisions")
    assert len(divisions()) == len(rows)
    assert {row["level"] for row in rows} == set(LEVELS)
    assert [row["code"] for row in rows if not re.fullmatch(LEVELS[row["level"]], row["code"])] == []
    assert [row["code"] for row in rows if row["level"] != "province" and row["code"].endswith("0000")] == []
    assert [row["code"] for row in rows if row["level"] == "county" and row["code"].endswith("00")] == []


def test_codes_stand_under_their_parents():
    known = divisions()
    for code, row in known.items():
        if row["level"] == "province":
            assert row["parent"] == ""
            continue
        expected = code[:2] + "0000"
        if row["level"] == "county" and code[:4] + "00" in known:
            expected = code[:4] + "00"
        assert (code, row["parent"]) == (code, expected)
        assert expected in known


def test_names_end_as_their_level_does():
    endings = {
        "province": "省市区",
        "prefecture": ("市", "自治州", "盟", "地区"),
        "county": ("县", "市", "区", "旗"),
    }
    wrong = [row["name"] for row in gazetteer("divisions") if not row["name"].endswith(tuple(endings[row["level"]]))]
    assert wrong == []


def test_shorts_of_divisions_are_unambiguous():
    claims = Counter(short for row in gazetteer("divisions") for short in row["short"].split("|") if short)
    assert [short for short, count in claims.items() if count > 1] == []
    assert [short for short in claims if len(short) < 2] == [], "one-character names are abbreviations"
    abbreviations = Counter(one for row in gazetteer("divisions") for one in row["abbr"].split("|") if one)
    assert [one for one, count in abbreviations.items() if count > 1] == []


def test_the_map_is_whole():
    """34 provinces, 333 prefectures, no county lost: the figures of the Ministry of Civil Affairs."""
    count = Counter(row["level"] for row in gazetteer("divisions"))
    assert count["province"] == 34
    assert count["prefecture"] == 333
    assert count["county"] >= 2840
    without_counties = {"441900", "442000", "460400", "620200"}  # 东莞 中山 儋州 嘉峪关
    parents = {row["parent"] for row in gazetteer("divisions")}
    prefectures = {row["code"] for row in gazetteer("divisions") if row["level"] == "prefecture"}
    assert prefectures - parents == without_counties


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("内蒙古自治区", "150000"),
        ("莫力达瓦达斡尔族自治旗", "150722"),
        ("湘潭市", "430300"),
        ("济源市", "419001"),
        ("鄯善县", "650421"),
        ("石河子市", "659001"),
    ],
)
def test_well_known_codes(name, code):
    assert divisions()[code]["name"] == name


# ---- what points from one file into another -------------------------------------------------------------------------


def test_universities_stand_in_a_known_place():
    assert {row["place"] for row in gazetteer("universities")} <= set(divisions())


@pytest.mark.parametrize(("file", "column"), [("bodies", "partof"), ("meetings", "body"), ("publications", "body")])
def test_bodies_are_named_in_full(file, column):
    known = {row["name"] for row in gazetteer("bodies")}
    assert sorted({row[column] for row in gazetteer(file)} - known - {""}) == []


def test_posts_are_of_known_bodies():
    known = {row["name"] for row in gazetteer("bodies")} | {"中华人民共和国"}  # the state, for its head
    assert sorted({row["body"] for row in gazetteer("persons")} - known - {""}) == []
    assert [row["name"] for row in gazetteer("persons") if bool(row["title"]) != bool(row["body"])] == []


def test_laws_without_the_prefix_are_their_first_short():
    prefix = "中华人民共和国"
    for file in ("laws", "state-regulations"):
        wrong = [
            row["name"]
            for row in gazetteer(file)
            if row["name"].startswith(prefix) and row["short"].split("|")[0] != row["name"].removeprefix(prefix)
        ]
        assert wrong == []


def test_programmes_are_told_from_doctrine():
    assert {row["kind"] for row in gazetteer("programs")} == {"program", "doctrine"}
