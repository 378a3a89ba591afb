"""
SQL of a reader over the figures, run where it can reach nothing else.

`asking.ask` starts a process of its own for each query (`inside`); it holds a copy of the figures
as they are now (`snapshot`) and nothing else. docs/sql.md says what can be asked and what limits
hold. Nothing is imported here: the process in the sandbox starts with as little as it can.
"""
