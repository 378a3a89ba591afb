-- Which articles are samples?
SELECT article_id FROM article WHERE is_sample
