-- As for comments: a site is never deleted, and looking it up again for every new author costs as much as the author's row.
ALTER TABLE author DROP CONSTRAINT author_site_id_fkey;
