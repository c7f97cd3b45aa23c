package report

import (
	"errors"

	"tongket/report/docx"
	"tongket/report/vi"
)

// A Template is an office's own document, which gives the Word documents their styles,
// margins, head and foot.
type Template = docx.Template

// ReadTemplate reads a template. What is left behind of it (macros, links that lead
// out) and why it cannot be used is worded for its owner.
func ReadTemplate(data []byte) (t *Template, left []string, err error) {
	t, err = docx.ReadTemplate(data)
	if fault := (*docx.TemplateFault)(nil); errors.As(err, &fault) {
		return nil, nil, errors.New(vi.TemplateFault(fault.Code))
	}
	if err != nil {
		return nil, nil, err
	}
	for _, code := range t.Left() {
		left = append(left, vi.TemplateLeft(code))
	}
	return t, left, nil
}
