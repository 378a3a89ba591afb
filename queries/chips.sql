-- Which accelerators do we know?
--
-- params:   none
-- grain:    one row per chip
-- returns:  name VARCHAR, vendor VARCHAR, bf16_flops DOUBLE, memory_gb DOUBLE,
--           launch_year INTEGER, source_url VARCHAR, precision_note VARCHAR
-- units:    bf16_flops: operations a second, dense peak; memory_gb in gigabytes
SELECT
    name,
    vendor,
    bf16_flops,
    memory_gb,
    launch_year,
    source_url,
    precision_note
FROM chip
ORDER BY vendor, launch_year NULLS FIRST, name
