package greenroom.web;

/** Marks a failure that is none of the request's and may pass: it is answered 503, and logged. */
public interface Unavailable {}
