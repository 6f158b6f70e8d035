"""What a report says of itself: title, issuer, speaker, post, date, session and the two years it speaks of.

Every official report opens the same way (title; ``——日期在…会议上``; post and name; the address to the deputies), so
the header ends at the address or at the first long line, whichever comes first.
"""

import datetime
import re
from collections.abc import Iterator

from kg.model import Header, Report, Span
from kg.rulebook import pattern, rules

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_ADDRESS = re.compile(r"\s*(?:各位(?:代表|委员|同志|常委)|主任、|同志们)")
_YEAR = r"(\d{4}|[〇○零一二三四五六七八九]{4})"
_DAY = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(f"{_YEAR}年{_DAY}月{_DAY}日")
_POST = re.compile(
    r"(?P<body>[\u4e00-\u9fff·]{0,24}?)(?P<post>代?(?:常务副|副)?(?:主任|省长|主席|市长|州长|县长|区长|旗长|盟长|总理|院长|检察长|专员|镇长|乡长)|代(?:省|市|州|县|区)长)"
    r"[\s　:：]+(?P<name>[\u4e00-\u9fff]{1,6}(?:[·•‧・][\u4e00-\u9fff]{1,8}){1,3}"
    r"|[\u4e00-\u9fff](?:[\s　]{0,4}[\u4e00-\u9fff]){1,3})\s*$"
)
_RANK = re.compile(r"高级|中级")
#: the State Council's reports carry no place in their title: the opening sentence says who speaks
_SPOKEN_FOR = re.compile(r"我(?:现在|谨)?代表(?:中华人民共和国)?(?:国务院|中央人民政府)[，,]?[^。]{0,8}向")
_ADDRESS_REACH = 1500
_LONGEST_HEADER_LINE = 70


def ordinal(words: str) -> int:
    """The number that Chinese numerals up to 999 stand for.

    >>> ordinal("二十三"), ordinal("十"), ordinal("一百零五")
    (23, 10, 105)
    """
    if words.isdigit():
        return int(words)
    total = current = 0
    for sign in words:
        if sign in "十百":
            total += (current or 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = int(sign.translate(_DIGITS))
    return total + current


def lines(report: Report) -> Iterator[Span]:
    """The report's lines without their line ends and without surrounding white space; empty ones left out."""
    for match in re.finditer(r"[^\n]+", report.text):
        left = len(match[0]) - len(match[0].lstrip())
        right = len(match[0].rstrip())
        if right > left:
            yield Span(match.start() + left, match.start() + right)


def header_end(report: Report) -> int:
    """Where the header ends: at the address to the deputies, a numbered heading or the first long line."""
    for span in lines(report):
        line = span.of(report.text)
        if (
            _ADDRESS.match(line)
            or len(line) > _LONGEST_HEADER_LINE
            or re.match(r"[（(]?[一二三四五六七八九十]+[、）)]", line)
        ):
            return span.begin
    return 0


def header(report: Report) -> Header:
    """The report's header; what it does not state is left empty."""
    top = [span for span in lines(report) if span.begin < header_end(report)]
    text = report.text[: header_end(report)]
    kind, title = _title(report, top)
    national = _SPOKEN_FOR.search(report.text, 0, _ADDRESS_REACH)
    session = _session(text)
    place = session["place"] if session else _place_of(title.of(report.text) if title else "")
    issuer, cls = _issuer(kind, place, text)
    if not issuer and national:
        issuer, cls = "中华人民共和国国务院", "GovernmentBody"
    date = _date(text)
    speaker = _speaker(report, top)
    reported, planned = _years(report, date, title.of(report.text) if title else "")
    return Header(
        title=title.of(report.text) if title else "",
        issuer=issuer,
        issuer_class=cls,
        place=place,
        speaker=re.sub(r"[\s　]", "", speaker["name"]) if speaker else "",
        speaker_post=(speaker["body"] + speaker["post"]) if speaker else "",
        date=date[0],
        session=session["session"] if session else "",
        session_ordinal=ordinal(session["number"]) if session and session["number"] else None,
        term_ordinal=ordinal(_term(session)) if session and _term(session) else None,
        year_reported=reported,
        year_planned=planned,
        title_span=title,
        speaker_span=Span(speaker.start(), speaker.end()) if speaker else None,
        date_span=date[1],
        session_span=Span(*session.span("session")) if session else None,
    )


def _title(report: Report, top: list[Span]) -> tuple[dict[str, str] | None, Span | None]:
    for span in top:
        for rule in rules("header")["kind"]:
            if pattern(rule["regex"]).search(span.of(report.text)):
                return dict(rule), span
    return None, None


def _session(text: str) -> re.Match[str] | None:
    found = (re.search(r"(?<=在)" + rule["regex"], text) for rule in rules("header")["session"])
    return next((match for match in found if match), None)


def _term(session: re.Match[str]) -> str:
    groups = session.groupdict()
    return groups.get("term") or groups.get("term2") or ""


def _place_of(title: str) -> str:
    found = re.match(
        r"(?:\d{4}年)?(?P<place>[\u4e00-\u9fff·]{2,20}?(?:省|自治区|市|自治州|州|盟|地区|县|区|旗))(?=人民|人大|政府|中级|高级|第|监察|政协)",
        title,
    )
    return found["place"] if found else ""


def _issuer(kind: dict[str, str] | None, place: str, text: str) -> tuple[str, str]:
    if not kind or not place:
        return "", ""
    rank = _RANK.search(text)
    return kind["issuer"].format(place=place, rank=rank[0] if rank else ""), kind["class"]


def _date(text: str) -> tuple[str, Span | None]:
    found = _DATE.search(text)
    if not found:
        return "", None
    year = int(found[1].translate(_DIGITS))
    try:
        return datetime.date(year, ordinal(found[2]), ordinal(found[3])).isoformat(), Span(*found.span())
    except ValueError:
        return "", None


def _speaker(report: Report, top: list[Span]) -> re.Match[str] | None:
    for span in top:
        if found := _POST.match(report.text, span.begin, span.end):
            return found
    return None


def _years(report: Report, date: tuple[str, Span | None], title: str) -> tuple[int | None, int | None]:
    """The year reported and the year planned: reports are given early in the year that they plan."""
    if date[0]:
        year, month = int(date[0][:4]), int(date[0][5:7])
        return (year - 1, year) if month <= 6 else (year, year + 1)
    for found in re.finditer(r"(\d{4})年(?:的)?(?:主要|重点|工作)(?:任务|工作|安排|打算)", report.text):
        return int(found[1]) - 1, int(found[1])
    if named := re.match(r"(\d{4})年", title):
        return int(named[1]) - 1, int(named[1])
    return None, None
