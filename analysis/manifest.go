package analysis

// Sum gives the SHA-256 of an input, or of a file behind a run among the
// inputs, by the name that facts give it; "" if it is not known.
func (m *Manifest) Sum(name string) string {
	for _, list := range [][]FileSum{m.Inputs, m.Origins} {
		for _, f := range list {
			if f.Name == name {
				return f.SHA256
			}
		}
	}
	return ""
}
