-- Which articles were removed?
SELECT article_id FROM removed_article
