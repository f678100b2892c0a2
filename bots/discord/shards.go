package discord

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Shards say which parts of the gateway this process serves. The zero value is
// all of as many as Discord recommends.
// https://discord.com/developers/docs/events/gateway#sharding
type Shards struct {
	Total int   // 0: what Discord recommends
	IDs   []int // of this process, from 0; none: all
}

// ErrShards reports a list of shards that cannot be read.
var ErrShards = errors.New("not a list of shards")

// ParseShards reads "auto" (or ""), "4" for all of four, "0,1/4" for the first
// two of four, or "0-7/16". It fails with ErrShards.
func ParseShards(s string) (Shards, error) {
	s = strings.ReplaceAll(s, " ", "")
	if s == "" || s == "auto" {
		return Shards{}, nil
	}
	list, total, ok := strings.Cut(s, "/")
	if !ok {
		list, total = "", s
	}
	var out Shards
	var err error
	if out.Total, err = strconv.Atoi(total); err != nil || out.Total < 1 || out.Total > 10000 {
		return Shards{}, fmt.Errorf("%w: %.40q; write auto, 4 or 0,1/4", ErrShards, s)
	}
	for _, part := range strings.Split(list, ",") {
		if list == "" {
			break
		}
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 0 || last < first || last >= out.Total {
			return Shards{}, fmt.Errorf("%w: %.40q has no shard %.20q of %d", ErrShards, s, part, out.Total)
		}
		for id := first; id <= last; id++ {
			if !slices.Contains(out.IDs, id) {
				out.IDs = append(out.IDs, id)
			}
		}
	}
	return out, nil
}

// of returns the shards to serve, where Discord recommends so many.
func (s Shards) of(recommended int) (ids []int, total int) {
	total = s.Total
	if total == 0 {
		total = max(1, recommended)
	}
	if len(s.IDs) > 0 {
		return s.IDs, total
	}
	for id := range total {
		ids = append(ids, id)
	}
	return ids, total
}
