package greenroom.publication;

import java.util.HexFormat;

/**
 * Draws the picture of an id: nine tiles, the right column the left one's mirror image, in three colours of one hue's
 * neighbourhood. The same id always gives the same picture.
 *
 * <p>The ground is of middle lightness and the shapes are light, so that each stands out from what is behind it on a white
 * page and on a black one (contrast of 3 to 1 or more, WCAG 2.2, 1.4.11).
 */
final class AvatarDrawing {
    private static final int TILE = 16;
    private static final int MARGIN = 8;
    private static final int SHAPES = 12;
    private static final int SYMMETRIC_SHAPES = 6;

    private final byte[] bits;

    private AvatarDrawing(byte[] bits) {
        this.bits = bits;
    }

    /** @param id at least 16 hexadecimal digits */
    static String of(String id) {
        return new AvatarDrawing(HexFormat.of().parseHex(id)).svg();
    }

    private String svg() {
        var hue = (number(0) * 256 + number(1)) % 360;
        var neighbour = hue + 50 + number(2) % 60;
        var light = new StringBuilder();
        var accent = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            var side = number(3 + row);
            var path = side % 5 < 3 ? light : accent;
            path.append(shape(side / 5 % SHAPES, 0, row)).append(shape(mirrored(side / 5 % SHAPES), 2, row));
            var middle = number(6 + row);
            (middle % 5 < 3 ? accent : light).append(shape(symmetric(middle / 5 % SYMMETRIC_SHAPES), 1, row));
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" role=\"img\" aria-hidden=\"true\">"
                + "<path fill=\"" + Colour.of(0.52, 0.09, hue) + "\" d=\"M0 0h64v64H0z\"/>"
                + path(Colour.of(0.95, 0.03, hue), light)
                + path(Colour.of(0.86, 0.1, neighbour), accent)
                + "</svg>";
    }

    private static String path(String colour, StringBuilder data) {
        return data.isEmpty() ? "" : "<path fill=\"" + colour + "\" d=\"" + data + "\"/>";
    }

    private int number(int at) {
        return bits[at] & 0xFF;
    }

    /** Quarter discs and triangles by their corner, clockwise from the upper left; then lenses, disc, dot. */
    private static String shape(int shape, int column, int row) {
        var x = MARGIN + column * TILE;
        var y = MARGIN + row * TILE;
        return switch (shape) {
            case 0 -> "M" + x + " " + y + "h16a16 16 0 0 1-16 16z";
            case 1 -> "M" + (x + 16) + " " + y + "v16a16 16 0 0 1-16-16z";
            case 2 -> "M" + (x + 16) + " " + (y + 16) + "h-16a16 16 0 0 1 16-16z";
            case 3 -> "M" + x + " " + (y + 16) + "v-16a16 16 0 0 1 16 16z";
            case 4 -> "M" + x + " " + y + "h16l-16 16z";
            case 5 -> "M" + (x + 16) + " " + y + "v16l-16-16z";
            case 6 -> "M" + (x + 16) + " " + (y + 16) + "h-16l16-16z";
            case 7 -> "M" + x + " " + (y + 16) + "v-16l16 16z";
            case 8 -> "M" + x + " " + y + "a16 16 0 0 1 16 16a16 16 0 0 1-16-16z";
            case 9 -> "M" + (x + 16) + " " + y + "a16 16 0 0 1-16 16a16 16 0 0 1 16-16z";
            case 10 -> "M" + x + " " + (y + 8) + "a8 8 0 1 1 16 0a8 8 0 1 1-16 0z";
            case 11 -> "M" + (x + 4) + " " + (y + 8) + "a4 4 0 1 1 8 0a4 4 0 1 1-8 0z";
            case 12 -> "M" + x + " " + y + "h16a8 8 0 0 1-16 0z";
            case 13 -> "M" + x + " " + (y + 16) + "h16a8 8 0 0 0-16 0z";
            case 14 -> "M" + (x + 8) + " " + y + "l8 8-8 8-8-8z";
            default -> "M" + x + " " + y + "h16v16h-16z";
        };
    }

    private static int mirrored(int shape) {
        return switch (shape) {
            case 0 -> 1;
            case 1 -> 0;
            case 2 -> 3;
            case 3 -> 2;
            case 4 -> 5;
            case 5 -> 4;
            case 6 -> 7;
            case 7 -> 6;
            case 8 -> 9;
            case 9 -> 8;
            default -> shape;
        };
    }

    private static int symmetric(int choice) {
        return 10 + choice;
    }
}
