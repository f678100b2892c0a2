package discordtest

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"marquee/bots/wiretest"
)

// readBody decodes the body of a request that has one: JSON, or a form with
// files and the JSON in payload_json.
// https://discord.com/developers/docs/reference#uploading-files
func (c *call) readBody() *apiError {
	body, err := io.ReadAll(c.Body)
	if err != nil {
		return errBadJSON
	}
	if len(body) == 0 {
		if c.Method == http.MethodPost || c.Method == http.MethodPut || c.Method == http.MethodPatch {
			return errBadJSON
		}
		return nil
	}
	kind, params, err := mime.ParseMediaType(c.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "application/json":
		c.raw = body
	case err == nil && kind == "multipart/form-data":
		if err := c.readForm(multipart.NewReader(bytes.NewReader(body), params["boundary"])); err != nil {
			return errBadJSON
		}
	default:
		faults := &problems{}
		faults.add(nil, "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.")
		return faults.refusal()
	}
	if c.value, err = wiretest.DecodeStrict(c.raw); err != nil {
		return errBadJSON
	}
	return nil
}

func (c *call) readForm(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a form: %w", err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return fmt.Errorf("reading a form: %w", err)
		}
		switch name := part.FormName(); {
		case name == "payload_json":
			c.raw = data
		case strings.HasPrefix(name, "files["):
			c.files = append(c.files, part.FileName())
		default:
			return fmt.Errorf("the form's part %q is not known", name)
		}
	}
}

// fields begins to read the body, and finish ends it: with whatever was wrong.
func (c *call) fields() (*object, *problems) {
	faults := &problems{}
	return readObject(c.value, faults), faults
}

func (c *call) finish(o *object, faults *problems) *apiError {
	o.end()
	return faults.refusal()
}
