from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.ingest import find, load

TEXT = "The council met on Monday and chose Ida Holm as its head for two years.\n"


def write(path: Path, text: str = TEXT) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_folder_gives_its_articles_of_any_depth_sorted(tmp_path: Path) -> None:
    wanted = [write(tmp_path / name) for name in ("b.txt", "a/c.html", "a/b/d.jsonl", "z.TXT")]
    for unwanted in (".hidden.txt", "a/.git/e.txt", "a/logo.png", "README.md", "n.json"):
        write(tmp_path / unwanted)
    assert find([str(tmp_path)]) == sorted(wanted)


def test_patterns_addresses_and_standard_input_stand_beside_paths(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a" / "one.txt"), write(tmp_path / "b" / "two.txt")
    write(tmp_path / "b" / "three.html")
    url = "https://news.example/2020/two"
    found = find(["-", url, f"{tmp_path}/**/*.txt"])
    assert found == sorted([one, two, url, "-"])


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    path = write(tmp_path / "report [final].txt")
    assert find([path]) == [path]


def test_naming_a_source_twice_reads_it_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert find([path, str(tmp_path), path]) == [path]


@pytest.mark.parametrize("missing", ["no/such/file.txt", "", "no-*.txt", "a\0b"])
def test_a_missing_source_is_told_at_once(missing: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    with pytest.raises(InputError) as told:
        find([path, missing])
    assert "\n" not in str(told.value)


def test_a_folder_without_articles_is_an_error_that_names_what_counts(tmp_path: Path) -> None:
    write(tmp_path / "logo.png")
    with pytest.raises(InputError, match=r"no articles.*\.txt"):
        find([str(tmp_path)])


def test_files_of_one_stem_get_names_that_no_order_can_change(tmp_path: Path) -> None:
    paths = [write(tmp_path / part / "report.txt") for part in ("2023", "2024")]
    other = write(tmp_path / "note.txt")
    ids = [[load(s)[0].id for s in find(order)] for order in (paths, [other, *paths[::-1]])]
    first, second = ids[0]
    assert first != second
    assert {first[:7], second[:7]} == {"report-"}
    assert ids[1] == [first, second, "note"]


def test_names_survive_the_way_to_another_process(tmp_path: Path) -> None:
    paths = [write(tmp_path / part / "report.txt") for part in ("2023", "2024")]
    sources = find(paths)
    shipped = pickle.loads(pickle.dumps(sources))
    assert shipped == sources
    assert [load(s)[0].id for s in shipped] == [load(s)[0].id for s in sources]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("000-press-2022-06-19", "000-press-2022-06-19"),
        ("Hội nghị <b>lần 2", "Hoi-nghi-b-lan-2"),
        ("..", "document"),
        ("市长", "ShiZhang"),
        ("v1.2 final", "v1.2-final"),
    ],
)
def test_ids_are_safe_in_an_iri(stem: str, name: str, tmp_path: Path) -> None:
    assert load(write(tmp_path / f"{stem}.txt"))[0].id == name
