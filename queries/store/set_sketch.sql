-- Keep the sketch of an article that came before sketches were kept.
UPDATE article SET sketch = $sketch::BIGINT[] WHERE article_id = $article_id
