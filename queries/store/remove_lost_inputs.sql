-- Remove the links of derived figures that are not there.
DELETE FROM derived_input WHERE derived_id NOT IN (SELECT derived_id FROM derived)
