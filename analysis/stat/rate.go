package stat

// RateEffects parts the change of a rate, in percentage points, between two
// years into what its numerator and what its denominator did: each one's change
// at the mean of the other, 100·½(1/d₀+1/d₁)(n₁-n₀) and 100·½(n₀+n₁)(1/d₁-1/d₀)
// (the symmetric decomposition of Kitagawa 1955 of a product). They add up to
// the change. ok is false unless both denominators are above 0.
func RateEffects(base, last Ratio) (numerator, denominator float64, ok bool) {
	if !(base.Denominator > 0) || !(last.Denominator > 0) {
		return 0, 0, false
	}
	x, y := 1/base.Denominator, 1/last.Denominator
	numerator = 100 * (x + y) / 2 * (last.Numerator - base.Numerator)
	denominator = 100 * (base.Numerator + last.Numerator) / 2 * (y - x)
	return numerator, denominator, IsFinite(numerator) && IsFinite(denominator)
}

// Kitagawa parts the change of the whole's rate, in percentage points, into what
// the rates of the places did and what their weights did: Σ½(w₀+w₁)(p₁-p₀) and
// Σ½(p₀+p₁)(w₁-w₀), with w a place's share of the denominator (Kitagawa 1955,
// symmetric). They add up to the change. ok is false unless all denominators
// are above 0.
func Kitagawa(base, last []Ratio) (within, mix float64, ok bool) {
	from, to := denominators(base), denominators(last)
	if len(base) != len(last) || len(base) < 2 {
		return 0, 0, false
	}
	for i := range base {
		b, l := base[i], last[i]
		if !(b.Denominator > 0) || !(l.Denominator > 0) {
			return 0, 0, false
		}
		p, q := 100*b.Numerator/b.Denominator, 100*l.Numerator/l.Denominator
		v, w := b.Denominator/from, l.Denominator/to
		within += (v + w) / 2 * (q - p)
		mix += (p + q) / 2 * (w - v)
	}
	return within, mix, IsFinite(within) && IsFinite(mix)
}
