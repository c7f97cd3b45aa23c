package ingest

func (b *book) readODS(c *container) ([]Grid, []Issue) { return nil, b.fail(CodeNotASheet, "ods") }
