-- What one WordPress publishes, a JSON object a row: its posts, its approved comments, and how
-- many comments it keeps to itself. @P@ is the prefix of its tables.
SELECT JSON_OBJECT('is', 'post', 'id', p.ID, 'name', p.post_name, 'title', p.post_title,
  'html', p.post_content, 'author', u.display_name, 'login', u.user_nicename, 'author_url', u.user_url,
  'local', DATE_FORMAT(p.post_date, '%Y-%m-%dT%H:%i:%s'),
  'utc', DATE_FORMAT(p.post_date_gmt, '%Y-%m-%dT%H:%i:%sZ'),
  'permalinks', (SELECT option_value FROM @P@options WHERE option_name = 'permalink_structure'))
FROM @P@posts p JOIN @P@users u ON u.ID = p.post_author
WHERE p.post_type = 'post' AND p.post_status = 'publish' ORDER BY p.post_date_gmt;

SELECT JSON_OBJECT('is', 'comment', 'id', c.comment_ID, 'post', c.comment_post_ID,
  'parent', c.comment_parent, 'kind', c.comment_type, 'author', c.comment_author,
  'author_url', c.comment_author_url, 'html', c.comment_content,
  'local', DATE_FORMAT(c.comment_date, '%Y-%m-%dT%H:%i:%s'),
  'utc', DATE_FORMAT(c.comment_date_gmt, '%Y-%m-%dT%H:%i:%sZ'))
FROM @P@comments c JOIN @P@posts p ON p.ID = c.comment_post_ID
WHERE c.comment_approved = '1' ORDER BY c.comment_ID;

SELECT JSON_OBJECT('is', 'held', 'html', comment_content)
FROM @P@comments WHERE comment_approved <> '1' ORDER BY comment_ID;
