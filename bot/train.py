"""`python -m bot.train`: trains today's model unless models/ has it.

--force  trains even if there is one; --check  only says (exit status 0 or 1) whether there is one.
"""

from __future__ import annotations

import argparse
import dataclasses
import logging
import os
import sys
import time
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import structlog

os.environ.setdefault("OMP_NUM_THREADS", "1")

from bot import fingerprint, lean, model_files, training_record
from bot.knowledge import ROOT

SEED = 20261122


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    parser.add_argument(
        "--force", action="store_true", help="train even if models/ has a model for today's data"
    )
    parser.add_argument("--check", action="store_true", help="only say whether it has one")
    options = parser.parse_args(arguments)
    digest = fingerprint.short()
    present = model_files.of_fingerprint(model_files.folder(), digest)
    if options.check:
        return 0 if present else 1
    if present and not options.force:
        print(f"models/{present.name} is a model of today's data; nothing to do.")
        return 0
    from bot import validate  # noqa: PLC0415 - loads scikit-learn; every start of the product asks --check

    if found := validate.problems():
        print(*found, sep="\n", file=sys.stderr)
        print(f"{len(found)} problems in the training data; no model was trained.", file=sys.stderr)
        return 1
    try:
        path = train(model_files.folder(), digest)
    except OSError as error:
        print(f"The model cannot be written: {error.strerror or error}.", file=sys.stderr)
        return 1
    removed = model_files.clear_out(model_files.folder())
    print(f"trained {path.name}" + (f", removed {len(removed)} old" if removed else ""))
    return 0


def train(models: Path, digest: str) -> Path:
    """Trains on the repository's data and puts the model into `models`. Raises OSError, rasa's exceptions."""
    started = time.perf_counter()
    say("reading Rasa")
    lean.hush()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("rasa").setLevel(logging.ERROR)
    _deterministic()
    from rasa.engine.graph import ExecutionContext, GraphSchema  # noqa: PLC0415 - takes seconds, and --check shall not
    from rasa.engine.runner.dask import DaskGraphRunner  # noqa: PLC0415
    from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: PLC0415
    from rasa.engine.storage.resource import Resource  # noqa: PLC0415
    from rasa.engine.validation import validate as validate_graph  # noqa: PLC0415
    from rasa.shared.importers.importer import TrainingDataImporter  # noqa: PLC0415
    from rasa.utils.common import TempDirectoryPath, get_temp_dir_name  # noqa: PLC0415

    say("reading the training data", started)
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "bot" / "domain"), [str(path) for path in _data()]
    )
    configuration = _configuration(importer)
    validate_graph(configuration)
    models.mkdir(parents=True, exist_ok=True)
    target = models / model_files.name_for(digest, datetime.now(timezone.utc).astimezone())
    with TempDirectoryPath(get_temp_dir_name()) as folder:
        storage = LocalModelStorage(Path(folder))
        runner = DaskGraphRunner.create(
            configuration.train_schema,
            storage,
            ExecutionContext(graph_schema=configuration.train_schema),
            hooks=[_progress(started)],
        )
        runner.run(inputs={"__importer__": importer})
        with storage.write_to(Resource(training_record.RESOURCE)) as place:
            training_record.write(place, time.perf_counter() - started)
        say("writing the archive", started)
        draft = target.with_name(target.name + ".part")
        # The bot would import every class of the train graph, TensorFlow's among them; only fine-tuning needs it.
        served = dataclasses.replace(configuration, train_schema=GraphSchema({}))
        storage.create_model_package(draft, served, importer.get_domain())
        os.replace(draft, target)
    say(f"done, {target.stat().st_size / 1e6:.0f} MB", started)
    return target


def _data() -> Iterable[Path]:
    stories = ROOT / "bot" / "stories"
    return [ROOT / "data" / "nlu", ROOT / "bot" / "rules", *([stories] if stories.exists() else [])]


def _deterministic() -> None:
    import random  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415

    random.seed(SEED)
    np.random.seed(SEED)


def _configuration(importer: Any) -> Any:
    """The train and predict graphs of config.yml."""
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: PLC0415
    from rasa.shared.data import TrainingType  # noqa: PLC0415

    return DefaultV1Recipe().graph_config_for_recipe(
        importer.get_config(), {}, training_type=TrainingType.BOTH, is_finetuning=False
    )


def _progress(started: float) -> Any:
    from rasa.engine.graph import GraphNodeHook  # noqa: PLC0415

    class Progress(GraphNodeHook):
        """Prints what is being trained, with the time it took."""

        def on_before_node(self, node_name: str, *_: Any, **__: Any) -> dict[str, Any]:
            if node_name.startswith("train_"):
                say(node_name.replace("train_", "training ").rstrip("0123456789"), started)
            return {}

        def on_after_node(self, *_: Any, **__: Any) -> None:
            return None

    return Progress()


def say(what: str, since: float | None = None) -> None:
    passed = f"{time.perf_counter() - since:6.1f} s  " if since is not None else "   0.0 s  "
    print(passed + what, flush=True)


if __name__ == "__main__":
    sys.exit(main())
