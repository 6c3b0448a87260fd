"""CSV files in encodings that the query engine does not read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.inputs.transactions.conftest import Read

from staffopt.errors import DataError
from staffopt.inputs.transactions import recoding

HEAD = b"ts,id,type,amount,customer"


@pytest.mark.parametrize("name", ["sales.csv", "sales.csv.gz"])
def test_other_encodings_when_said(tmp_path: Path, read: Read, name: str):
    """A Polish till's cp1250: columns, ids and types have their letters; a bad row its own line."""
    text = "czas,paragon,rodzaj\r\n2024-05-06 10:00,Łódź 1,sprzedaż\r\nśroda,Łódź 2,sprzedaż\r\n"
    raw = text.encode("cp1250")
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    sales = read(
        source=name,
        encoding="cp1250",
        columns={"time": "czas", "id": "paragon", "type": "rodzaj"},
        kinds={"types": {"sprzedaż": "sale"}, "prefixes": {"Łódź": "return"}},
        bad_rows=1,
    )
    assert sales.quality.kept == {"sale": 0, "return": 1}
    (bad,) = sales.quality.dropped
    assert bad.examples == (f"{name} line 3: 'środa'",)


@pytest.mark.parametrize("piece", [500_000, 16])
def test_a_byte_that_an_encoding_does_not_have(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch, piece: int
):
    """0x81 is nothing in cp1252: the file is in another, and the line is named in any piece."""
    monkeypatch.setattr(recoding, "PIECE", piece)
    (tmp_path / "sales.csv").write_bytes(b"ts,id\n2024-05-06 10:00,1\n2024-05-06 10:00,\x81\n")
    with pytest.raises(DataError) as caught:
        read(encoding="cp1252", columns={"time": "ts", "id": "id"}, kinds={})
    assert "sales.csv line 3: found the byte 0x81, which cp1252 does not have" in str(caught.value)


@pytest.mark.parametrize("piece", [500_000, 7, 16, 1])
@pytest.mark.parametrize(("last", "byte"), [(b"Zo\xe9\r\n", "0xe9"), (b"Zo\xc3", "0xc3")])
def test_a_bad_byte_of_a_file_whose_lines_end_in_several_ways(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch, piece: int, last: bytes, byte: str
):
    """No UTF-8, or cut off in the middle of a letter: the byte and its line, in any piece."""
    monkeypatch.setattr(recoding, "PIECE", piece)
    rows = [HEAD, *[b"2024-05-06 10:00,%d,sale,5,ann" % at for at in range(9)]]
    end = b"2024-05-06 11:00,9,sale,5,bob\n2024-05-06 12:00,10,sale,5,"
    (tmp_path / "sales.csv").write_bytes(b"\r\n".join([*rows, end]) + last)
    with pytest.raises(DataError) as caught:
        read()
    assert f"sales.csv line 12: found the byte {byte}, which utf-8" in str(caught.value)


@pytest.mark.parametrize("piece", [500_000, *range(1, 12)])
def test_lines_before_a_bad_byte_may_end_in_lone_returns(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch, piece: int
):
    """They count like the others, also where the return ends a piece or comes just before."""
    monkeypatch.setattr(recoding, "PIECE", piece)
    rows = HEAD + b"\r\n2024-05-06 10:00,1,sale,5,Zo\xc3\xab\nTOTAL,,13487\r"
    (tmp_path / "sales.csv").write_bytes(rows + b"\xe9\r\n2024-05-06 11:00,2,sale,5,bob\r\n")
    with pytest.raises(DataError) as caught:
        read()
    assert "sales.csv line 4: found the byte 0xe9, which utf-8" in str(caught.value)


def test_a_byte_that_latin_1_does_not_have(tmp_path: Path, read: Read):
    """A Windows till's euro sign: the file is sound, but in another encoding."""
    (tmp_path / "sales.csv").write_bytes(b"ts,id\n2024-05-06 10:00,1\n2024-05-06 10:00,\x80 5\n")
    with pytest.raises(DataError) as caught:
        read(encoding="latin-1", columns={"time": "ts", "id": "id"}, kinds={})
    assert "expected the `encoding` the file is in (transactions), such as cp1252" in str(
        caught.value
    )


@pytest.mark.parametrize("name", ["sales.csv", "sales.csv.gz"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1250"])
@pytest.mark.parametrize("ends", [(b"\r\n", b"\n"), (b"\n", b"\r\n"), (b"\n", b"\r")])
@pytest.mark.parametrize("piece", [500_000, 7])
def test_lines_that_end_in_several_ways(
    tmp_path: Path, read: Read, name: str, encoding: str, ends: tuple[bytes, bytes], piece: int
):
    """A row that somebody appended to an export is read like the others, each row once."""
    usual, other = ends
    rows = [b"2024-05-06 10:0%d,%d,sale,5,Zo\xc3\xab" % (at, at) for at in range(5)]
    raw = usual.join([HEAD, *rows, b"2024-05-06 11:00,9,sale,5,ann"]) + other
    raw += usual.join([b"2024-05-07 10:00,10,sale,5,bob", b"TOTAL,,13487", b""])
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recoding, "PIECE", piece)
        sales = read(source=name, encoding=encoding, bad_rows=0.2)
    assert sales.quality.kept["sale"] == 7
    (bad,) = sales.quality.dropped
    assert bad.examples == (f"{name} line 9: 'TOTAL,,13487'",)


def test_a_bad_row_of_a_dos_file_is_quoted_without_its_line_end(tmp_path: Path, read: Read):
    """What is shown of a row is the row."""
    rows = [
        HEAD,
        *[b"2024-05-06 10:00,%d,sale,5,ann" % at for at in range(9)],
        b"TOTAL,,13487",
        b"",
    ]
    (tmp_path / "sales.csv").write_bytes(b"\r\n".join(rows))
    (bad,) = read(bad_rows=0.2).quality.dropped
    assert bad.examples == ("sales.csv line 11: 'TOTAL,,13487'",)
