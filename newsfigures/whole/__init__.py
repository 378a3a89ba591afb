"""
The store as a whole: whether it is sound, copies of its file, everything in it as an archive.

A backup is a DuckDB file and opens as a store does. An archive is a zip of JSON lines that needs
neither DuckDB nor this version of the schema to be read.
"""
