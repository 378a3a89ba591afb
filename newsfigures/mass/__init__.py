"""
Many articles at once: read on all cores of a machine, or on several machines, then put in.

What there is to read is cut into shards (`shards`). A shard is read by one pure call that writes
its rows as Parquet (`reading`), by the processes of this machine (`pool`) or those of a Dask
cluster (`cluster`); its folder is written aside and renamed, so that it is there whole or not at
all, and work that was broken off goes on where it was. Then the rows go into the store
(`taking`), which knows by its articles what is in already.
"""
