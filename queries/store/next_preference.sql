-- Which number does the next choice of a preferred claim get?
SELECT coalesce(max(preference_id), 0) + 1 FROM preference
