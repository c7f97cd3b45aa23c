package read

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"tongket/ingest"
)

// cacheFormat changes with what is stored or how.
const cacheFormat = "ingest 4"

// cacheKey is the key of what was read of a source with these options: all that
// the result depends on. It is "" if nothing is to be kept.
func (q *queue) cacheKey(src ingest.Source) string {
	if q.opt.Cache == nil || src.SHA256 == "" {
		return ""
	}
	hints := "" // those about other files change nothing
	if about := ingest.HintsAbout(q.opt.Hints, src.Name); len(about) > 0 {
		data, err := json.Marshal(about)
		if err != nil {
			return ""
		}
		hints = string(data)
	}
	return ingest.SumOfTexts(q.optionsKey, src.Name, src.SHA256, hints)
}

// keyOfOptions is a sum of what the results depend on in the options.
func keyOfOptions(opt ingest.Options) string {
	data, err := json.Marshal([]any{opt.Vocabulary, opt.IncludeHidden, opt.FirstYear, opt.LastYear, opt.Term, opt.Unfinished})
	if err != nil {
		return ""
	}
	return ingest.SumOfTexts(cacheFormat, string(data))
}

// read reads the source of an outlet, or takes what an earlier run read of the
// same bytes.
func (q *queue) read(ctx context.Context, o *outlet, read func() ingest.Result) ingest.Result {
	src := q.sources[o.source]
	key := q.cacheKey(src)
	if key == "" {
		return read()
	}
	if batches, r, err := ingest.Restore(q.opt.Cache.Get(key)); err == nil {
		nameBatches(batches, key)
		for _, b := range batches {
			o.enqueue(b)
		}
		return r
	}
	o.stored = o.packer.Stored()
	r := read()
	o.seal()
	if o.err != nil || ctx.Err() != nil || slices.ContainsFunc(r.Issues, passing) {
		return r // not all that there is to read
	}
	if data := o.stored.Finish(r); data != nil {
		q.opt.Cache.Put(key, data)
		nameBatches(o.stored.Batches(), key)
	}
	return r
}

// passing reports whether an issue may be gone in the next run of the same bytes.
func passing(i ingest.Issue) bool {
	return i.Code == ingest.CodeUnreadable || i.Code == ingest.CodeFault
}

// nameBatches gives the batches of a source, which is read to its end, their keys.
func nameBatches(batches []*ingest.Batch, key string) {
	for i, b := range batches {
		b.Key = key + " " + strconv.Itoa(i)
	}
}
