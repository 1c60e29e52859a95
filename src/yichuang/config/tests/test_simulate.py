"""`yichuang simulate`: from a scenario to a report, and what is wrong in one sentence."""

import json
import re
from argparse import ArgumentParser
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from yichuang.config.cli import simulate
from yichuang.config.cli.__main__ import main
from yichuang.config.simulation import playing, report
from yichuang.domains.queueing.simulator.changes import Change
from yichuang.domains.queueing.simulator.parameters import load
from yichuang.domains.queueing.simulator.playing import stage_of_hall
from yichuang.domains.queueing.simulator.scenario import load_scenario
from yichuang.domains.queueing.simulator.writing import log_value


def test_the_report_in_both_languages_and_as_pdf(tmp_path):
    logs = stage_of_hall(load("small"), 11, range(1, 4)).play()
    (tmp_path / "days.jsonl").write_text("\n".join(json.dumps(log_value(d)) for d in logs), encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        f'log = "{tmp_path}/days.jsonl"\ndays = 1\n[[change]]\nclose = "3"\n', encoding="utf-8"
    )
    parser = ArgumentParser()
    simulate.add(parser.add_subparsers())
    args = parser.parse_args(["simulate", str(tmp_path / "s.toml"), "--order", "strict", "--minutes", "20"])
    asked = simulate.scenario(args)
    assert asked == replace(
        load_scenario(tmp_path / "s.toml"),
        minutes=20.0,
        changes=(Change("close", "3"), Change("policy", setting={"name": "strict"})),
    )
    told = []
    result = playing.play(asked, told.append)
    assert result.announced.said > 50 and any("day 1 of 1" in t for t in told)
    assert len(result.runs[0].logs) == 1 and result.runs[1].all.called < result.runs[0].all.called
    for language, word in (("zh", "窗口 3 不开"), ("en", "window 3 closed")):
        html = report.as_html(result, language)
        assert word in html and html.count("<svg") == 3 and not re.search(r"(src|href)=", html)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(report.as_pdf(result))).pages)
    assert "大厅模拟报告" in text and "叫号方式改为 strict" in text


@pytest.mark.parametrize(("words", "named"), [([], "either a hall or a log"), (["--hall", "nowhere"], "there are integrated"), (["--hall", "small", "--share", "2"], "share"),
                                              (["--log", "/nowhere/x"], "/nowhere/x: No such file")])  # fmt: skip
def test_the_command_says_what_is_wrong(words, named, capsys):
    assert main(["simulate", *words]) == 2
    assert named in capsys.readouterr().err
