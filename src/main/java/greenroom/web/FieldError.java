package greenroom.web;

/**
 * What is wrong with one field.
 *
 * @param pointer JSON pointer to the field (RFC 6901), such as {@code /email}
 * @param code the contract's code, such as {@code email-invalid}
 * @param detail a sentence for the person who typed it
 */
public record FieldError(String pointer, String code, String detail) {}
