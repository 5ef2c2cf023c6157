"""Fuzz every reader, guided by coverage: only errors of ours, in bounded memory and time.

The deep tier of `tests/property/test_reader_laws.py`, run by hand:

    pip install -e '.[fuzz]'
    python tests/fuzzing --seconds 60            # each reader for a minute
    python tests/fuzzing profile mentions.csv

Each reader has a process of its own, which begins with a document that it takes and learns which
changes reach code that none reached before. It ends red when anything but an error of ours comes
out, when one document takes longer than ten seconds, or when a GiB of memory does not do; what did
it is then kept in the folder that is named.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
LIMITS = ("-timeout=10", "-rss_limit_mb=1024", "-max_len=20000", "-print_final_stats=1")


def main() -> int:
    """Fuzz each reader in turn and tell what came of it."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("readers", nargs="*", metavar="READER", help="all, where none is named")
    parser.add_argument("--seconds", type=int, default=30, help="for each reader")
    parser.add_argument("--child", metavar="FOLDER", help=argparse.SUPPRESS)
    told = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    if told.child:
        fuzz(told.readers[0], Path(told.child), told.seconds)
    from fuzzing.targets import targets

    known = targets()
    if unknown := [name for name in told.readers if name not in known]:
        parser.error(f"no reader is called {unknown[0]!r}; there are {', '.join(known)}")
    home = Path(tempfile.mkdtemp(prefix="fuzzing-"))
    names = told.readers or known
    red = [name for name in names if not run(name, known[name].seeds, home, told.seconds)]
    sys.stdout.write(f"red: {', '.join(red)}; what did it is in {home}\n" if red else "all green\n")
    return 1 if red else 0


def run(name: str, seeds: tuple[bytes, ...], home: Path, seconds: int) -> bool:
    """Fuzz one reader in a process of its own; say whether it ended well."""
    folder = home / re.sub(r"\W+", "_", name)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed_{number}").write_bytes(seed)
    command = [sys.executable, __file__, name, "--child", str(folder), "--seconds", str(seconds)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 this
    said = ended.stdout + ended.stderr
    (folder / "log.txt").write_text(said, encoding="utf-8")
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", said))
    covered = re.findall(r"cov: (\d+)", said) or ["?"]
    sys.stdout.write(
        f"{name:40} {'green' if ended.returncode == 0 else 'RED  '}"
        f" {int(stats.get('number_of_executed_units', 0)):>9,} documents,"
        f" {covered[0]} to {covered[-1]} branches, at most {stats.get('peak_rss_mb', '?')} MiB\n"
    )
    sys.stdout.flush()
    return ended.returncode == 0


def fuzz(name: str, folder: Path, seconds: int) -> None:
    """Fuzz one reader until the time is over or something is found; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["commerce_roles"]):
        from fuzzing.targets import targets

        from commerce_roles.errors import CommerceRolesError

        target = targets()[name]
        for seed in target.seeds:  # what is imported late is to be seen too
            with suppress(CommerceRolesError):
                target.read(seed, folder / "document")

    def once(data: bytes) -> None:
        try:
            target.read(data, folder / "document")
        except CommerceRolesError as error:
            str(error)

    options = [f"-artifact_prefix={folder}/", f"-max_total_time={seconds}", *LIMITS]
    atheris.Setup([sys.argv[0], str(folder / "corpus"), *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
