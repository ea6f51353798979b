package greenroom.screening;

/**
 * One thing that screening noticed; never final.
 *
 * @param code stable, for machines: {@code honeypot}, {@code links}, {@code all-capitals}, {@code mixed-scripts},
 *     {@code rule}
 * @param detail a sentence for the moderator; what it quotes is at most 60 code points long and holds no control or
 *     invisible characters
 */
public record Signal(String code, String detail) {}
