"""Holds what the program publishes of datasets against pandas and frictionless: main.py PROGRAM SITE.

A site with synthetic records is made beside the one that is given. Its figures, as the program
publishes them, are computed again by pandas; every data package of both sites is validated by
frictionless; and the processor time that 100,000 records add to a build is measured.
"""

import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas
from frictionless import Package, system

RECORDS = 100_000
MOST_SECONDS = 2.0
SECTORS = ["energy", "transport", "banking", "health", "digital-infrastructure", "unknown"]
CAUSES = ["system-failures", "natural-phenomena", "human-errors", "malicious-actions", "unknown"]
SERVICES = ["fixed-telephony", "fixed-internet", "mobile-telephony", "mobile-internet"]
CONFIG = "base_url: https://example.org\nlanguages: [it, en]\n"
WORDS = "site-name = S\nsite-publisher = P\nseries-telecom = Telecom\n"


def records(count, year, seed):
    """Synthetic incidents, as an office's CSV: semicolons and decimal commas."""
    draw = random.Random(seed)
    lines = ["id;date;sector;root cause;services;users;duration;user-hours;cross-border"]
    for number in range(count):
        users, tenths = draw.randrange(1, 2_000_000), draw.randrange(1, 480)
        hours = users * tenths
        services = " ".join(draw.sample(SERVICES, draw.randrange(1, 4)))
        lines.append(
            f"IT-{number:06};{year}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02};"
            f"{draw.choice(SECTORS)};{draw.choice(CAUSES)};{services};{users};"
            f"{tenths // 10},{tenths % 10};{hours // 10},{hours % 10};{draw.choice(['yes', 'no', ''])}"
        )
    return "\n".join(lines) + "\n"


def site(folder, reports):
    """A site with a report a year; without records a report has none."""
    files = {"site.yaml": CONFIG, "i18n/it/site.ftl": WORDS, "i18n/en/site.ftl": WORDS}
    for year, text in reports.items():
        place = f"content/incident-reports/telecom-{year}"
        facts = f"date: {year + 1}-03-01\nyear: {year}\nregime: telecom\nseries: telecom\n"
        if text is not None:
            dialect = 'dialect: {delimiter: ";", decimal: ","}'
            facts += "datasets:\n  incidents:\n    file: incidents.csv\n    form: records\n"
            facts += f"    {dialect}\n"
            files[f"{place}/incidents.csv"] = text
        files[f"{place}/publication.yaml"] = facts
        for lang in ("it", "en"):
            files[f"{place}/{lang}.md"] = f"---\ntitle: Telecom {year}\nsummary: S\n---\nText.\n"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build(program, folder, out):
    """Builds a site and says how many seconds of processor time that took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    arguments = [program, "build", "--quiet", "--site", folder, "--out", out, "--now", "2026-12-01"]
    subprocess.run(arguments, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def expected(text):
    """Every figure of a file of records, as pandas computes it."""
    table = pandas.read_csv(io.StringIO(text), sep=";", decimal=",", dtype={"id": str})
    table["cross-border"] = table["cross-border"].fillna("unknown")
    # Tenths are whole numbers, so that sums are exact.
    table["tenths"] = (table["user-hours"] * 10).round().astype("int64")
    table["tenths-of-hours"] = (table["duration"] * 10).round().astype("int64")
    table["quarter"] = pandas.to_datetime(table["date"]).dt.to_period("Q").astype(str)
    table["quarter"] = table["quarter"].str.replace("Q", "-Q")
    figures = {}

    def add(dimension, code, rows):
        figures[dimension, code, "incidents"] = len(rows)
        figures[dimension, code, "user-hours"] = rows["tenths"].sum() / 10
        figures[dimension, code, "users"] = rows["users"].sum()
        figures[dimension, code, "duration"] = rows["tenths-of-hours"].sum() / 10
        if dimension:
            figures[dimension, code, "share"] = 100 * len(rows) / len(table)
            share = 100 * rows["tenths"].sum() / table["tenths"].sum()
            figures[dimension, code, "user-hours-share"] = share

    add("", "", table)
    columns = {"sector": "sector", "root-cause": "root cause", "cross-border": "cross-border"}
    for dimension, column in {**columns, "quarter": "quarter"}.items():
        for code, rows in table.groupby(column):
            add(dimension, code, rows)
    services = table.assign(service=table["services"].str.split(" ")).explode("service")
    for code, rows in services.groupby("service"):
        add("service", code, rows)
    return figures


def check_figures(out, reports):
    """Holds the published figures of all years against those of pandas."""
    published = pandas.read_csv(out / "files/series/telecom.csv", keep_default_na=False)
    found = {}
    for row in published.itertuples(index=False):
        key = (row.year, row.dimension, row.code, row.measure)
        if key in found:
            sys.exit(f"{key} is there twice")
        found[key] = float(row.value)
    wanted = {}
    for year, text in reports.items():
        wanted.update({(year, *key): value for key, value in expected(text).items()})
    if found.keys() != wanted.keys():
        sys.exit(f"figures that differ: {sorted(found.keys() ^ wanted.keys())[:10]}")
    for key, value in wanted.items():
        if abs(found[key] - float(value)) > 1e-6 * max(1.0, abs(float(value))):
            sys.exit(f"{key}: published {found[key]}, by pandas {value}")
    return len(wanted)


def check_package(path):
    """Validates a data package with everything that it describes."""
    report = Package(str(path)).validate()
    if not report.valid:
        sys.exit(f"{path}: {json.dumps(report.flatten(['title', 'rowNumber', 'message'])[:10])}")


def main(program, given):
    work = Path(os.environ["WORK"])
    reports = {2023: records(3_000, 2023, 1), 2024: records(RECORDS, 2024, 2)}
    site(work / "bare", {2023: reports[2023], 2024: None})
    site(work / "full", reports)
    runs = [
        build(program, work / "full", work / "full-out") - build(program, work / "bare", work / "bare-out")
        for _ in range(3)
    ]
    added = min(runs)
    count = check_figures(work / "full-out", reports)
    build(program, given, work / "given-out")
    packages = [path for out in ("full-out", "given-out") for path in (work / out).rglob("datapackage.json")]
    with system.use_context(trusted=True):
        for path in packages:
            check_package(path)
    print(f"{count} figures as pandas has them, {len(packages)} data packages valid, "
          f"{RECORDS} records add {added:.2f} s of processor time")
    if len(packages) < 4:
        sys.exit("there should be more data packages")
    if added > MOST_SECONDS and not os.environ.get("UNTIMED"):
        sys.exit(f"{RECORDS} records may add {MOST_SECONDS} s at most")


main(*sys.argv[1:])
