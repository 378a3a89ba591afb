"""A real PostgreSQL on this machine for lakes, in a folder of its own, and lakes in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.conftest import free_port

_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY = pwd.getpwnam("nobody")


def _program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs; Debian keeps them out of the way."""
    newest = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda its: float(its.parts[-3]))
    found = shutil.which(name) or (str(newest[-1]) if newest else None)
    assert found, (
        f"There is no PostgreSQL ({name}) on this machine, and stores past one machine are tested "
        "with a real one. Install it (Debian and Ubuntu: sudo apt install postgresql)."
    )
    return found


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A running PostgreSQL: its folder, its port on loopback."""

    folder: Path
    port: int

    def _as_nobody(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL's, which refuse to be run by root."""
        user = {"user": _NOBODY.pw_uid, "group": _NOBODY.pw_gid} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [_program(program), *arguments], cwd=self.folder, check=False, capture_output=True,
            text=True, stdin=subprocess.DEVNULL, **user,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def make(self) -> None:
        """Make its files."""
        self._as_nobody(
            "initdb", "-D", f"{self.folder}/pg", "-U", "figures", "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync",
        )  # fmt: skip

    def start(self) -> None:
        """Start it, on loopback alone."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        )
        # Its output goes into a file: what it inherits of ours it would keep open.
        log = f"{self.folder}/log"
        self._as_nobody(
            "pg_ctl", "-D", f"{self.folder}/pg", "-w", "-l", log, "-o", options, "start"
        )

    def stop(self) -> None:
        """End it as a failing machine does."""
        self._as_nobody("pg_ctl", "-D", f"{self.folder}/pg", "-w", "-m", "immediate", "stop")

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run a statement; return what it answers."""
        done = subprocess.run(
            [_program("psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "figures", "-d",
             database, "-qtAc", statement],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()

    def lake(self, name: str, data: Path) -> str:
        """Make an empty database; return the address of a lake in it, data in a folder."""
        self.sql(f"CREATE DATABASE {name}")
        return f"ducklake:postgres:{self.reached(name)} data={data}"

    def reached(self, name: str) -> str:
        """Return how a database is reached, in the words of libpq."""
        return f"host=127.0.0.1 port={self.port} user=figures dbname={name}"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a PostgreSQL of an unprivileged user in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="newsfigures-pg-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if os.geteuid() == 0:
            os.chown(folder, _NOBODY.pw_uid, _NOBODY.pw_gid)
        one = Postgres(folder=folder, port=free_port())
        one.make()
        one.start()
        try:
            yield one
        finally:
            one.stop()
