"""The links of a finished site, whoever built it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.site_links import site_link_problems

GOOD = """\
<head><link rel="stylesheet" href="style.css"><script src="run.js">var a = "<a href='no'>"</script>
</head><body id="top"><a href="#top">up</a> <a href=other/>other</a> <a href="other/#a%20b">b</a>
<a href="https://example.org/none">out</a> <a href="/root">root</a> <a href="mailto:a@b.c">m</a>
<p data-copy="<a href=&quot;none&quot;>">text</p></body>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "other").mkdir()
    (tmp_path / "index.html").write_text(GOOD, "utf-8")
    (tmp_path / "other" / "index.html").write_text('<a id="a b" href="..">back</a>', "utf-8")
    (tmp_path / "style.css").touch()
    (tmp_path / "run.js").touch()
    return tmp_path


def test_a_whole_site_has_no_problems(site: Path) -> None:
    assert site_link_problems(site) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('href="#top"', 'href="#bottom"', "a dead anchor on the finished page."),
        ("other/#a%20b", "other/#c", "a dead anchor on the finished page."),
        ("href=other/", "href=another/", "a dead link on the finished page."),
        ('"style.css"', '"gone.css"', "a dead link on the finished page."),
        ('"run.js"', '"gone.js"', "a dead link on the finished page."),
    ],
)
def test_a_dead_link_is_told(site: Path, old: str, new: str, what: str) -> None:
    assert old in GOOD
    (site / "index.html").write_text(GOOD.replace(old, new), "utf-8")
    (problem,) = site_link_problems(site)
    assert problem.where == f"{site.name}/index.html"
    assert problem.what == what
