"""Quoted sources of an annotated news corpus: how many of those with a public office are found.

The corpus marks the persons a sentence quotes, with ROLE and AFFILIATION as text, and nothing else: it measures recall
only. Words were glued and parted again by a heuristic, so some sentences are noisy.

A source counts as holding a PUBLIC office where role or affiliation names an office of the state (PUBLIC: ministers,
heads of regions, villages and agencies, police, army, courts, parliaments, commissions, BI, OJK, BPS, BMKG, hospitals
and task forces of the government) and nothing private (PRIVATE: companies, universities, associations, parties,
experts, counsel, candidates and former holders, volunteers' coordinators).
"""

import json
import os
import re
from pathlib import Path

import pytest

from pipeline.extract import officials
from pipeline.language import Document
from pipeline.model import Article

PRIVATE = re.compile(
    r"\b(?:PT|CV|Tbk|CEO|Bank(?! Indonesia)|Hotel|Koperasi Serba|KAI|Pelni|Garuda|Tokopedia|Grab|[Mm]anajer|Manager|Founder"
    r"|Universitas|Fakultas|Institut\w*|University|UGM|UI|ITB|IPB|Guru Besar|Rektor|Dekan|[Dd]osen|[Pp]engajar"
    r"|[Pp]eneliti|[Pp]engamat|[Pp]akar|[Aa]hli|[Ee]konom|[Ee]pidemiolog"
    r"|Asosiasi|Himpunan|Ikatan|Perhimpunan|Perkumpulan|Persatuan|Yayasan|Forum|Aliansi|Serikat|Konfederasi|Koalisi"
    r"|Komunitas|Center|Centre|Institute|Watch|Walhi|LBH|Muhammadiyah|Nahdlatul|PBNU|Kadin|Relawan|[Kk]oordinator"
    r"|Partai|DPP|PAN|PKS|PPP|PDI-P|Golkar|Gerindra|[Mm]antan|[Kk]andidat|Paslon|Pasangan|[Kk]uasa|Hakim Agung)\b"
)
PUBLIC = re.compile(
    r"\b(?:Presiden(?! Direktur)|Menteri|Gubernur|Bupati|Wali Kota|Wali Nagari|Camat|Lurah|Kepala|Dinas|Badan|Kementerian"
    r"|Kemen\w+|Polda|Polres\w*|Polsek|Polri|Kepolisian|Kapol\w+|DPRD?|DPD|MPR|KPUD?|Bawaslu|KPK|Komnas\w*|Kejaksaan"
    r"|Kejati|Kejari|TNI|Panglima|Pangdam|Kodam|Komando|Danrem|Dandim|BPBD|BNPB|BMKG|BPS|Bank Indonesia|BI|OJK|Satpol"
    r"|Satgas|Satuan Tugas|Gugus Tugas|Sekretaris Daerah|Sekda|Dirjen|Direktorat|Direktur Jenderal|Dinkes|Puskesmas|RSUD"
    r"|Ombudsman|Komisi|Mahkamah|Pengadilan|Pemprov|Pemkot|Pemkab|Pemerintah|Sekretaris Kabinet|Staf Khusus|Konsul"
    r"|Duta Besar|Balai|Basarnas|Deputi)\b"
)
RANK = re.compile(
    r"\b(?:Inspektur|Jenderal|Komisaris|Ajun|Besar|Brigadir|Polisi|Pol|TNI|Mayor|Letnan|Kolonel|Kapten|Satu|Dua|Laut|Inf"
    r"|Infanteri|Madya|Tinggi|Komjen|Kombes|Irjen|Brigjen|AKBP|AKP|dokter|gigi|drg?|Prof|Dr|Ir|Hj?|Drs|KH)\b"
)
WANTED = 0.85


def has_public_office(expect):
    text = " ".join(expect["role"] + expect["affiliation"])
    return bool(PUBLIC.search(text)) and not PRIVATE.search(text)


def words(name):
    return set(re.findall(r"[\w'’-]+", RANK.sub(" ", name).lower()))


def same(found, wanted):
    """One name's words contain the other's, and they share most of the longer one."""
    return (
        bool(found)
        and (found <= wanted or wanted <= found)
        and 5 * len(found & wanted) >= 3 * max(len(found), len(wanted))
    )


def is_found(case):
    names = [mention.parts["name"] for mention in officials.extract(Document(Article("case", case["text"])))]
    return any(same(words(name), words(case["expect"]["person"])) for name in names)


@pytest.fixture(scope="module")
def sources():
    if not os.environ.get("NIAGA_SHARED"):
        pytest.skip("NIAGA_SHARED is unset: the annotated corpus lies beside the project")
    path = Path(os.environ["NIAGA_SHARED"]) / "cases/pfsa_officials.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [case for case in cases if has_public_office(case["expect"])]


def test_recall_of_public_offices(sources):
    found = sum(map(is_found, sources))
    assert found >= WANTED * len(sources), f"{found} of {len(sources)}"
